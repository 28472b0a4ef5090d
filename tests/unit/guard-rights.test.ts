import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createGuard, type Verdict } from '#server/guard/guard.ts'
import type { Writer } from '#server/guard/right-targets.ts'
import {
  addCluster,
  dissolveCluster,
  setCluster,
  setClusterTint,
  setCollapsed,
  writeClusterTitle,
} from '#shared/board/change-cluster.ts'
import {
  clustersRoot,
  locksRoot,
  metaRoot,
  notesRoot,
  placeRoot,
  Root,
  textRoot,
} from '#shared/board/document.ts'
import {
  addNote,
  moveNotes,
  placeNote,
  removeNotes,
  setKind,
  setTint,
  writeNote,
} from '#shared/board/note.ts'
import { setLocked, writeRights } from '#shared/board/rights.ts'
import { Scope } from '#shared/workshop/rights.ts'
import { content, forgeUpdate } from '#tests/support/forge-update.ts'

const pia: Writer = { role: 'participant', participant: 'pia' }
const fay: Writer = { role: 'facilitator', participant: 'fay' }
const note = { x: 0, y: 0, created: 1, text: 'a thought' }

/** A board with notes of pia, paul and nobody and one in a cluster, and the guard's verdicts on changes. */
function guardedBoard() {
  const guard = createGuard()
  const doc = new Y.Doc()
  doc.clientID = 1
  const owners = new Map<number, string>()
  addNote(doc, { ...note, id: 'pias', author: 'pia' })
  addNote(doc, { ...note, id: 'pauls', author: 'paul' })
  addNote(doc, { ...note, id: 'revealed', author: null })
  addNote(doc, { ...note, id: 'inside', author: 'pia' })
  addCluster(doc, ['inside'], { id: 'group' })
  addCluster(doc, ['pauls'], { id: 'other' })

  const check = (update: Uint8Array, by: Writer): string => {
    const verdict: Verdict = guard.check(doc, update, by, owners)
    if (!verdict.ok) return verdict.code
    for (const { client, participant } of verdict.newOwners) owners.set(client, participant)
    Y.applyUpdate(doc, update)
    return 'ok'
  }
  /** The verdict on the change; nothing of it stays on the board. */
  const tryOut = (change: (copy: Y.Doc) => void, by: Writer = pia): string => {
    const copy = copyOf(doc)
    change(copy)
    const verdict = guard.check(
      doc,
      Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)),
      by,
      new Map(owners),
    )
    return verdict.ok ? 'ok' : verdict.code
  }
  const write = (change: (copy: Y.Doc) => void, by: Writer = pia): string => {
    const copy = copyOf(doc)
    change(copy)
    return check(Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)), by)
  }
  return { doc, check, tryOut, write }
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

const changes: Readonly<Record<string, (copy: Y.Doc) => void>> = {
  add: (copy) => addNote(copy, { ...note, author: 'pia' }),
  addInside: (copy) => addNote(copy, { ...note, author: 'pia', cluster: 'group' }),
  moveOwn: (copy) => moveNotes(copy, [{ id: 'pias', x: 5, y: 5 }]),
  moveOthers: (copy) => moveNotes(copy, [{ id: 'pauls', x: 5, y: 5 }]),
  moveRevealed: (copy) => moveNotes(copy, [{ id: 'revealed', x: 5, y: 5 }]),
  moveInside: (copy) => moveNotes(copy, [{ id: 'inside', x: 5, y: 5 }]),
  writeOwn: (copy) => writeNote(copy, 'pias', 'a better thought'),
  writeOthers: (copy) => writeNote(copy, 'pauls', 'not a thought'),
  cutOthers: (copy) => writeNote(copy, 'pauls', 'thought'),
  writeInside: (copy) => writeNote(copy, 'inside', 'more'),
  replaceOthersText: (copy) => textRoot(copy).set('pauls', new Y.Text('mine now')),
  tintOwn: (copy) => setTint(copy, ['pias'], 'mint'),
  tintOthers: (copy) => setTint(copy, ['pauls'], 'mint'),
  kindOthers: (copy) => setKind(copy, ['pauls'], 'hope'),
  removeOwn: (copy) => removeNotes(copy, ['pias']),
  removeInside: (copy) => removeNotes(copy, ['inside']),
  gatherOwn: (copy) => setCluster(copy, ['pias'], 'group'),
  gatherOthers: (copy) => setCluster(copy, ['revealed'], 'group'),
  /** Without taking the emptied cluster away. */
  takeOut: (copy) => placeNote(copy, 'inside', { cluster: null }),
  group: (copy) => void addCluster(copy, []),
  title: (copy) => writeClusterTitle(copy, 'group', 'Better'),
  tintGroup: (copy) => setClusterTint(copy, 'group', 'rose'),
  collapse: (copy) => setCollapsed(copy, 'group', true),
  replaceGroup: (copy) => clustersRoot(copy).set('group', new Y.Map()),
  removeGroup: (copy) => clustersRoot(copy).delete('group'),
  dissolveOthers: (copy) => dissolveCluster(copy, 'other'),
}

function refusals(board: ReturnType<typeof guardedBoard>, by: Writer = pia): Record<string, string> {
  const answers = Object.entries(changes).map(([name, change]) => [name, board.tryOut(change, by)] as const)
  return Object.fromEntries(answers.filter(([, answer]) => answer !== 'ok'))
}

/** No board lets a participant replace another person's text. */
const always = { replaceOthersText: 'foreign_author' }

function all(names: readonly string[], code: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, code]))
}

test('a board without limits takes all changes except replacing another person’s text', () => {
  expect(refusals(guardedBoard())).toEqual(always)
  expect(refusals(guardedBoard(), fay)).toEqual({ add: 'foreign_author', addInside: 'foreign_author' })
})

test('a locked board takes nothing from participants and everything from facilitators', () => {
  const board = guardedBoard()
  writeRights(board.doc, { isLocked: true })
  expect(refusals(board)).toEqual(all(Object.keys(changes), 'board_locked'))
  expect(refusals(board, fay)).toEqual({ add: 'foreign_author', addInside: 'foreign_author' })
  writeRights(board.doc, { isLocked: false })
  expect(refusals(board)).toEqual(always)
})

test('a locked note is not moved, written in, marked, gathered or deleted, by facilitators no more than by participants', () => {
  const board = guardedBoard()
  setLocked(board.doc, ['pias'], true)
  const kept = all(['moveOwn', 'writeOwn', 'tintOwn', 'removeOwn', 'gatherOwn'], 'locked')
  expect(refusals(board)).toEqual({ ...always, ...kept })
  expect(refusals(board, fay)).toEqual({ ...kept, add: 'foreign_author', addInside: 'foreign_author' })
  setLocked(board.doc, ['pias'], false)
  expect(refusals(board)).toEqual(always)
})

test('a locked cluster stays as it is with its notes; none comes in, none goes out', () => {
  const board = guardedBoard()
  setLocked(board.doc, ['group'], true)
  const kept = all(
    [
      'addInside',
      'moveInside',
      'writeInside',
      'removeInside',
      'gatherOwn',
      'gatherOthers',
      'takeOut',
      'title',
      'tintGroup',
      'collapse',
      'replaceGroup',
      'removeGroup',
    ],
    'locked',
  )
  expect(refusals(board)).toEqual({ ...always, ...kept })
  expect(refusals(board, fay)).toEqual({ ...kept, add: 'foreign_author', addInside: 'foreign_author' })
})

test('with moving of own notes alone, others’ notes stay where they are, and in their cluster', () => {
  const board = guardedBoard()
  writeRights(board.doc, { participantsMove: Scope.own })
  expect(refusals(board)).toEqual({
    ...always,
    ...all(['moveOthers', 'moveRevealed', 'gatherOthers', 'dissolveOthers'], 'not_yours_to_move'),
  })
})

test('with writing in own notes alone, others’ notes keep their words, tint and kind', () => {
  const board = guardedBoard()
  writeRights(board.doc, { participantsWrite: Scope.own })
  expect(refusals(board)).toEqual(
    all(['writeOthers', 'cutOthers', 'replaceOthersText', 'tintOthers', 'kindOthers'], 'not_yours_to_write'),
  )
})

test('without the right to group, clusters and their members stay as they are', () => {
  const board = guardedBoard()
  writeRights(board.doc, { participantsCluster: false })
  expect(refusals(board)).toEqual({
    ...always,
    ...all(
      [
        'addInside',
        'gatherOwn',
        'gatherOthers',
        'takeOut',
        'group',
        'title',
        'tintGroup',
        'collapse',
        'replaceGroup',
        'removeGroup',
        'dissolveOthers',
      ],
      'clusters_fixed',
    ),
  })
})

test('an unsigned note is its writer’s own', () => {
  const board = guardedBoard()
  writeRights(board.doc, { participantsMove: Scope.own, participantsWrite: Scope.own })
  expect(board.write((copy) => addNote(copy, { ...note, id: 'unsigned', author: null }))).toBe('ok')
  expect(board.write((copy) => moveNotes(copy, [{ id: 'unsigned', x: 9, y: 9 }]))).toBe('ok')
  expect(board.write((copy) => writeNote(copy, 'unsigned', 'more'))).toBe('ok')
  const paul: Writer = { role: 'participant', participant: 'paul' }
  expect(board.tryOut((copy) => writeNote(copy, 'unsigned', 'less'), paul)).toBe('not_yours_to_write')
})

test('own deletes are undone; others’ notes, locked clusters and a locked board stay as they are', () => {
  const board = guardedBoard()
  writeRights(board.doc, { participantsMove: Scope.own, participantsWrite: Scope.own })
  const restore = (id: string, author: string, cluster?: string) => (copy: Y.Doc) =>
    addNote(copy, { ...note, id, author, cluster: cluster ?? null })
  expect(board.write((copy) => removeNotes(copy, ['pias', 'inside']))).toBe('ok')
  expect(board.write((copy) => removeNotes(copy, ['pauls']), fay)).toBe('ok')
  expect(board.tryOut(restore('pauls', 'paul'))).toBe('not_yours_to_write')
  setLocked(board.doc, ['group'], true)
  expect(board.tryOut(restore('inside', 'pia', 'group'))).toBe('locked')
  expect(board.tryOut(restore('inside', 'pia'))).toBe('ok')
  writeRights(board.doc, { isLocked: true })
  expect(board.tryOut(restore('pias', 'pia'))).toBe('board_locked')
  writeRights(board.doc, { isLocked: false })
  expect(board.write(restore('pias', 'pia'))).toBe('ok')
})

test('rights and locks are the server’s: nobody writes them, unlocks by deleting, or brings their own root', () => {
  const board = guardedBoard()
  writeRights(board.doc, { isLocked: true })
  setLocked(board.doc, ['pias'], true)
  for (const by of [pia, fay]) {
    expect(board.tryOut((copy) => writeRights(copy, { isLocked: false }), by)).toBe('unknown_place')
    expect(board.tryOut((copy) => metaRoot(copy).delete('rights'), by)).toBe('unknown_place')
    expect(board.tryOut((copy) => setLocked(copy, ['pias'], false), by)).toBe('unknown_place')
    expect(board.tryOut((copy) => setLocked(copy, ['pauls'], true), by)).toBe('unknown_place')
  }
  expect(locksRoot(board.doc).toJSON()).toEqual({ pias: true })
})

test('forged bytes do not get past a lock: dead values, chains, values that lose, letters of a stored text', () => {
  const board = guardedBoard()
  setLocked(board.doc, ['pias', 'group'], true)
  writeRights(board.doc, { participantsMove: Scope.own, participantsWrite: Scope.own })
  const idOf = (root: Y.Map<unknown>, key: string): readonly [number, number] => {
    const item = root._map.get(key)
    if (!item) throw new Error(`${key} is not there`)
    return [item.id.client, item.id.clock]
  }
  const places = placeRoot(board.doc)
  const texts = textRoot(board.doc)
  const one = (...structs: Parameters<typeof forgeUpdate>[0][number]['structs']) =>
    forgeUpdate([{ client: 7, clock: 0, structs }])
  const chained = { ...content.any([1, 1, 1, 'group']), origin: idOf(places, 'revealed') }
  const forged: Record<string, readonly [Uint8Array, string]> = {
    'a place after the locked one': [
      one({ ...content.any([1, 1, 1, 0]), origin: idOf(places, 'pias') }),
      'locked',
    ],
    'a place before all others, which loses': [
      one({ ...content.any([1, 1, 1, 0]), parent: Root.place, sub: 'pias' }),
      'locked',
    ],
    'into the locked cluster and out again in one chain': [
      one({ ...content.any([1, 1, 1, 'group'], [1, 1, 1, 0]), origin: idOf(places, 'inside') }),
      'locked',
    ],
    'another’s note into the locked cluster': [one(chained), 'not_yours_to_move'],
    'a value that is deleted at once': [
      one({ ...content.deleted(1), origin: idOf(places, 'pias') }),
      'locked',
    ],
    'letters in a locked text': [one({ ...content.string('x'), parent: idOf(texts, 'pias') }), 'locked'],
    'letters in another’s text': [
      one({ ...content.string('x'), parent: idOf(texts, 'pauls') }),
      'not_yours_to_write',
    ],
    'a delete of the locked place alone': [forgeUpdate([], [[1, [[idOf(places, 'pias')[1], 1]]]]), 'locked'],
    'a delete of another’s letters': [
      forgeUpdate([], [[1, [[idOf(texts, 'pauls')[1] + 1, 2]]]]),
      'not_yours_to_write',
    ],
    'a delete of the locked facts': [
      forgeUpdate([], [[1, [[idOf(notesRoot(board.doc), 'pias')[1], 1]]]]),
      'locked',
    ],
    'a field of the locked cluster': [
      one({ ...content.any('rose'), parent: idOf(clustersRoot(board.doc), 'group'), sub: 'tint' }),
      'locked',
    ],
  }
  const before = Y.encodeStateVector(board.doc)
  const answers = Object.entries(forged).map(([name, [update]]) => [name, board.check(update, pia)])
  expect(answers).toEqual(Object.entries(forged).map(([name, [, code]]) => [name, code]))
  expect(Y.encodeStateVector(board.doc)).toEqual(before)
})
