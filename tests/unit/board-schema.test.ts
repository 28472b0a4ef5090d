import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createGuard } from '#server/guard/guard.ts'
import type { Writer } from '#server/guard/right-targets.ts'
import { readActivity, writeActivity } from '#shared/board/activities.ts'
import { Root } from '#shared/board/document.ts'
import { boardSchema, noteRoots, rootsWhere, type RootSchema } from '#shared/board/schema.ts'
import type { ReplayStep } from '#shared/board/replay.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { content, forgeUpdate, type ForgedStruct } from '#tests/support/forge-update.ts'
import { fullBoard } from '#tests/support/sample-board.ts'

const roots = Object.entries(boardSchema) as readonly (readonly [Root, RootSchema])[]

/** The compiler demands every question of the table here, so that a new one is also asked at run time. */
const questions: Readonly<Record<keyof RootSchema, true>> = {
  shape: true,
  operations: true,
  partOf: true,
  isOnDesk: true,
  file: true,
  replay: true,
  beside: true,
  restored: true,
  isInOutline: true,
  isSwept: true,
  isUndone: true,
}

test('every root has an answer to every question', () => {
  expect(roots.map(([name]) => name).sort()).toEqual(Object.values(Root).sort())
  for (const [name, schema] of roots) {
    expect([name, Object.keys(schema).sort()]).toEqual([name, Object.keys(questions).sort()])
  }
})

test('every root of a full board is in the table, and a full board has every root', () => {
  const sent = new Y.Doc()
  Y.applyUpdate(sent, Y.encodeStateAsUpdate(fullBoard()))
  expect([...sent.share.keys()].sort()).toEqual(Object.keys(boardSchema).sort())
})

test('a restore writes back only what a checkpoint has of that root', () => {
  for (const [name, { file, restored }] of roots) {
    expect([name, restored.filter((field) => !file.includes(field))]).toEqual([name, []])
  }
})

test('people undo and sweep only what people write', () => {
  for (const [name, { operations, isUndone, isSwept, partOf }] of roots) {
    if (operations) continue
    expect([name, isUndone, isSwept, partOf]).toEqual([name, false, false, null])
  }
})

test('a table row without operations is closed to everybody who sends updates', () => {
  const doc = fullBoard()
  const guard = createGuard()
  const fay: Writer = { role: 'facilitator', participant: 'fay' }
  for (const [name, { operations }] of roots) {
    const struct: ForgedStruct = { ...content.any(true), parent: name, sub: 'forged' }
    const verdict = guard.check(
      doc,
      forgeUpdate([{ client: 7, clock: 0, structs: [struct] }]),
      fay,
      new Map(),
    )
    // A boolean is no content of a root that people write, either.
    expect([name, verdict.ok || verdict.code]).toEqual([name, 'unknown_place'])
    if (operations) continue
    const [id] = doc.getMap(name).keys()
    const item = doc.getMap(name)._map.get(id ?? '')?.id
    if (!item) throw new Error(`the sample board has no entry in ${name}`)
    const removal = forgeUpdate([], [[item.client, [[item.clock, 1]]]])
    const answer = guard.check(doc, removal, fay, new Map())
    expect([name, answer.ok || answer.code]).toEqual([name, 'unknown_place'])
  }
})

test('roots are selected in the order of the table', () => {
  const doc = new Y.Doc()
  const named = (found: readonly Y.Map<unknown>[]): readonly string[] =>
    found.map((root) => [...doc.share.keys()].find((name) => doc.getMap(name) === root) ?? '')
  expect(named(noteRoots(doc))).toEqual(['notes', 'place', 'text'])
  expect(named(rootsWhere(doc, ({ isUndone }) => isUndone))).toEqual([
    'notes',
    'place',
    'text',
    'clusters',
    'areas',
  ])
})

test('an activity reads what the server wrote for it, and nothing of another', () => {
  const doc = new Y.Doc()
  writeActivity(doc, 'choice', { options: ['a', 'b'], isOpen: true })
  writeActivity(doc, 'choice', { options: ['a'], isOpen: false })
  expect(readActivity(doc, 'choice')).toEqual({ options: ['a'], isOpen: false })
  expect(readActivity(doc, 'consent')).toBeUndefined()
})

test('every field of a replay step but its time is shown of some root', () => {
  const shown = new Set(roots.flatMap(([, { replay }]) => replay))
  const fields: Readonly<Record<Exclude<keyof ReplayStep, 'at' | 'isWhole'>, true>> = {
    title: true,
    gone: true,
    notes: true,
    dissolved: true,
    clusters: true,
    areas: true,
    rounds: true,
    marks: true,
  }
  expect([...shown].sort()).toEqual(Object.keys(fields).sort())
})

test('a file has what the table says, and its own frame', () => {
  const inTable = new Set(roots.flatMap(([, { file }]) => file))
  const file = JSON.parse(writeBoardFile(snapshotOf(fullBoard()), { activities: { choice: null } })) as object
  expect(Object.keys(file).sort()).toEqual([...inTable, 'format', 'version'].sort())
})
