import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createGuard } from '#server/guard/guard.ts'
import type { Writer } from '#server/guard/right-targets.ts'
import { writeMove } from '#shared/board/agenda.ts'
import { statementsRoot, versionsRoot, wordingsRoot } from '#shared/board/document.ts'
import { mergedWordingLimit } from '#shared/board/limits.ts'
import {
  addStatement,
  readStatement,
  seatStatement,
  statementsOf,
  wordingOf,
} from '#shared/board/statements.ts'
import { writeTables, writeTablesNow } from '#shared/board/tables.ts'
import { addVersion, lastVersionOf, readVersion, versionsOf } from '#shared/board/versions.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { content, forgeUpdate } from '#tests/support/forge-update.ts'

const pia: Writer = { role: 'participant', participant: 'pia' }
const fay: Writer = { role: 'facilitator', participant: 'fay' }
const step = 'challenge/rewrite'

/** A board in the middle of a step, and the guard's verdicts on changes of it. */
function board({ allows = [Operation.writeStatement] as readonly string[] } = {}) {
  const doc = new Y.Doc()
  doc.clientID = 1
  addStatement(doc, { id: 's1', step, number: 1, from: ['n1'], at: 5, text: 'We give time back.' })
  addStatement(doc, {
    id: 's2',
    step,
    number: 2,
    from: ['n2'],
    at: 5,
    text: 'We mend what others throw away.',
  })
  addVersion(doc, {
    id: 'v1',
    statement: 's1',
    number: 1,
    text: 'We give time.',
    at: 6,
    hash: 'h',
    parents: [],
  })
  const clock = { endsAt: null, left: null, full: null }
  const now = { state: 'running', move: 1, step, since: 1, allows, opened: [], command: 'c' } as const
  writeMove(
    doc,
    { now, clock, before: null },
    { kind: 'start', at: 1, by: null, from: null, to: step, move: 1 },
  )
  const guard = createGuard()
  const verdictOn = (change: (copy: Y.Doc) => void, by: Writer = pia): string => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    change(copy)
    const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc))
    const verdict = guard.check(doc, update, by, new Map())
    return verdict.ok ? 'ok' : verdict.code
  }
  return { doc, guard, verdictOn }
}

const writing =
  (id: string, words: string) =>
  (copy: Y.Doc): void =>
    wordingOf(copy, id)?.insert(0, words)

test('a statement is read with its present words, in the order of their numbers', () => {
  const { doc } = board()
  expect(statementsOf(doc).map(({ id, text }) => `${id}: ${text}`)).toEqual([
    's1: We give time back.',
    's2: We mend what others throw away.',
  ])
  expect(readStatement(doc, 's1')).toEqual({
    id: 's1',
    step,
    number: 1,
    from: ['n1'],
    at: 5,
    text: 'We give time back.',
  })
})

test('a version that is there stays as it is', () => {
  const { doc } = board()
  addVersion(doc, { id: 'v1', statement: 's1', number: 7, text: 'Other', at: 9, hash: 'x', parents: [] })
  addVersion(doc, { id: 'v2', statement: 's1', number: 2, text: 'New', at: 9, hash: 'x', parents: ['v1'] })
  expect(readVersion(doc, 'v1')?.text).toBe('We give time.')
  expect(versionsOf(doc).map(({ id }) => id)).toEqual(['v1', 'v2'])
  expect(lastVersionOf(doc, 's1')?.id).toBe('v2')
  expect(lastVersionOf(doc, 's2')).toBeUndefined()
})

test('people write in a statement while a step needs it, and facilitators at any time', () => {
  expect(board().verdictOn(writing('s1', 'Now '))).toBe('ok')
  expect(board({ allows: [] }).verdictOn(writing('s1', 'Now '))).toBe('step_closed')
  expect(board({ allows: [] }).verdictOn(writing('s1', 'Now '), fay)).toBe('ok')
  expect(board().verdictOn(writing('s1', 'Now '), { role: 'viewer', participant: 'v' })).toBe('read_only')
})

test('nobody adds, replaces or removes a statement, a wording or a version', () => {
  const changes: readonly ((copy: Y.Doc) => void)[] = [
    (copy) => wordingsRoot(copy).set('s9', new Y.Text('mine')),
    (copy) => wordingsRoot(copy).set('s1', new Y.Text('mine')),
    (copy) => wordingsRoot(copy).delete('s1'),
    (copy) => statementsRoot(copy).set('s1', { step, number: 9, from: [], at: 1 }),
    (copy) => statementsRoot(copy).delete('s1'),
    (copy) => versionsRoot(copy).set('v1', { text: 'mine' }),
    (copy) => versionsRoot(copy).set('v9', { text: 'mine' }),
    (copy) => versionsRoot(copy).delete('v1'),
  ]
  const { verdictOn } = board()
  for (const by of [pia, fay]) {
    expect(changes.map((change) => verdictOn(change, by))).toEqual(changes.map(() => 'unknown_place'))
  }
})

test('a dead entry under the key of a wording is refused', () => {
  const { doc, guard } = board()
  const current = wordingsRoot(doc)._map.get('s1')?.id
  if (!current) throw new Error('no wording')
  const dead = { ...content.deleted(1), origin: [current.client, current.clock] as const }
  const update = forgeUpdate([{ client: 7, clock: 0, structs: [dead] }])
  const verdict = guard.check(doc, update, pia, new Map())
  expect(verdict.ok || verdict.code).toBe('unknown_place')
})

test('only letters enter a wording, and not more than people write at once', () => {
  const { verdictOn } = board()
  const letters = mergedWordingLimit
  expect(verdictOn((copy) => wordingOf(copy, 's2')?.insert(0, 'a'.repeat(letters)))).toBe('text_full')
  expect(verdictOn((copy) => wordingOf(copy, 's1')?.insert(0, 'a', { bold: true }))).not.toBe('ok')
  expect(verdictOn((copy) => wordingOf(copy, 's1')?.insertEmbed(0, { image: 'x' }))).not.toBe('ok')
})

test('at tables people write the statement of their own table alone', () => {
  const { doc, verdictOn } = board()
  writeTables(doc, 'challenge', [['pia'], ['paul']])
  writeTablesNow(doc, { step, move: 1 })
  seatStatement(doc, 's1', [2])
  seatStatement(doc, 's2', [1])
  expect(verdictOn(writing('s1', 'Now '))).toBe('other_table')
  expect(verdictOn(writing('s2', 'Now '))).toBe('ok')
  expect(verdictOn(writing('s1', 'Now '), fay)).toBe('ok')
  seatStatement(doc, 's2', null)
  expect(verdictOn(writing('s2', 'Now '))).toBe('other_table')
})

test('people who wrote a statement until a moment ago, or sat at its table, end their sentence', () => {
  const { doc, verdictOn } = board()
  const zoe: Writer = { role: 'participant', participant: 'zoe' }
  const [over, later] = [1, Date.now() + 3_600_000]
  writeTables(doc, 'challenge', [['pia'], ['paul'], ['zoe']])
  writeTablesNow(doc, { step, move: 1 })
  seatStatement(doc, 's1', [1])
  seatStatement(doc, 's1', [2], later)
  expect([verdictOn(writing('s1', 'Now ')), verdictOn(writing('s1', 'Now '), zoe)]).toEqual([
    'ok',
    'other_table',
  ])
  // Everybody wrote it.
  seatStatement(doc, 's2', [2], later)
  expect([verdictOn(writing('s2', 'Now ')), verdictOn(writing('s2', 'Now '), zoe)]).toEqual(['ok', 'ok'])
  seatStatement(doc, 's2', [1], over)
  seatStatement(doc, 's2', [3], over)
  expect([verdictOn(writing('s2', 'Now ')), verdictOn(writing('s2', 'Now '), zoe)]).toEqual([
    'other_table',
    'ok',
  ])
  writeTablesNow(doc, { step, move: 1, drawn: 'again', finish: later })
  expect(verdictOn(writing('s2', 'Now '))).toBe('ok')
  writeTablesNow(doc, { step, move: 1, drawn: 'again', finish: over })
  expect(verdictOn(writing('s2', 'Now '))).toBe('other_table')
})
