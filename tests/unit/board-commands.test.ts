import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  addCluster,
  dissolveCluster,
  membersOf,
  mergeClusters,
  setCluster,
  setClusterTint,
  setCollapsed,
  writeClusterTitle,
} from '#shared/board/change-cluster.ts'
import { clustersOf, readCluster } from '#shared/board/cluster.ts'
import { clusterTitleLimit, coordinateLimit, noteTextLimit } from '#shared/board/limits.ts'
import {
  clustersRoot,
  notesRoot,
  placeRoot,
  readMeta,
  roundsRoot,
  textRoot,
  writeMeta,
} from '#shared/board/document.ts'
import {
  addNote,
  moveNotes,
  notesOf,
  placeNote,
  readNote,
  removeNotes,
  setKind,
  setTint,
  writeNote,
} from '#shared/board/note.ts'
import { readProgress } from '#shared/board/progress.ts'
import { readRound, roundsOf, writeRound } from '#shared/board/round.ts'
import { showRound } from '#shared/board/show-round.ts'
import type { Round } from '#shared/workshop/round.ts'

const note = { x: 0, y: 0, author: 'ada', created: 1 }

/** Two people's copies of one board. */
function twoCopies(prepare: (doc: Y.Doc) => void): readonly [Y.Doc, Y.Doc, () => void] {
  const one = new Y.Doc()
  const two = new Y.Doc()
  prepare(one)
  const merge = (): void => {
    const [fromOne, fromTwo] = [Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(two)]
    Y.applyUpdate(one, fromTwo)
    Y.applyUpdate(two, fromOne)
  }
  merge()
  return [one, two, merge]
}

describe('a note', () => {
  test('is complete, plain, and reads back as it was written', () => {
    const doc = new Y.Doc()
    const id = addNote(doc, { ...note, x: 1.4, y: -2.6, text: 'Why?', kind: 'hope', tint: 'sky' })
    expect(readNote(doc, id)).toEqual({
      id,
      kind: 'hope',
      author: 'ada',
      tint: 'sky',
      created: 1,
      x: 1,
      y: -3,
      z: 1,
      cluster: null,
      area: null,
      text: 'Why?',
    })
  })

  test('ends in front of the others when it is new or moved, in the order given', () => {
    const doc = new Y.Doc()
    const [a, b, c] = ['a', 'b', 'c'].map((id) => addNote(doc, { ...note, id })) as [string, string, string]
    moveNotes(doc, [
      { id: b, x: 5, y: 5 },
      { id: a, x: 6, y: 6 },
    ])
    expect([c, b, a].map((id) => readNote(doc, id)?.z)).toEqual([3, 4, 5])
  })

  test('stays within the limits of the board, and a coordinate that is no number is our own mistake', () => {
    const doc = new Y.Doc()
    const id = addNote(doc, { ...note, x: 1e12, y: -1e12 })
    expect(readNote(doc, id)).toMatchObject({ x: coordinateLimit, y: -coordinateLimit })
    expect(() => placeNote(doc, id, { x: Number.NaN })).toThrow(/must be a number/)
  })

  test('keeps fields of a newer schema when it is recoloured or becomes another kind', () => {
    const doc = new Y.Doc()
    const id = addNote(doc, note)
    notesRoot(doc).set(id, { ...(notesRoot(doc).get(id) as object), photo: 'sha', nested: { a: [1] } })
    setTint(doc, [id], 'rose')
    setKind(doc, [id], 'need')
    expect(notesRoot(doc).get(id)).toEqual({
      kind: 'need',
      author: 'ada',
      tint: 'rose',
      created: 1,
      photo: 'sha',
      nested: { a: [1] },
    })
  })

  test('of a newer kind or tint is shown as the plainest one, and keeps it', () => {
    const doc = new Y.Doc()
    const id = addNote(doc, note)
    notesRoot(doc).set(id, { kind: 'dream', author: 'ada', tint: 'plaid', created: 1 })
    expect(readNote(doc, id)).toMatchObject({ kind: 'idea', tint: 'sand' })
    setKind(doc, [id], 'need')
    expect(notesRoot(doc).get(id)).toMatchObject({ kind: 'need', tint: 'plaid' })
  })

  test.each<readonly [string, (doc: Y.Doc) => void]>([
    ['facts', (doc) => void notesRoot(doc).set('n', 'nonsense')],
    ['place', (doc) => void placeRoot(doc).set('n', [1, 'two', 3])],
    ['a place that is no list', (doc) => void placeRoot(doc).set('n', { x: 1 })],
    ['text', (doc) => void textRoot(doc).set('n', 'a string')],
  ])('with unreadable %s is no note, and no reader throws', (_what, spoil) => {
    const doc = new Y.Doc()
    addNote(doc, { ...note, id: 'n' })
    spoil(doc)
    expect(readNote(doc, 'n')).toBeUndefined()
    expect(notesOf(doc)).toEqual([])
  })

  test('that somebody just deleted can be moved, recoloured, rewritten or deleted without an error', () => {
    const doc = new Y.Doc()
    for (const act of [
      () => moveNotes(doc, [{ id: 'gone', x: 1, y: 1 }]),
      () => placeNote(doc, 'gone', { cluster: 'c' }),
      () => setTint(doc, ['gone'], 'sky'),
      () => writeNote(doc, 'gone', 'hello'),
      () => removeNotes(doc, ['gone']),
      () => setCluster(doc, ['gone'], 'c'),
    ]) {
      act()
    }
    expect(notesOf(doc)).toEqual([])
    expect(placeRoot(doc).size).toBe(0)
  })
})

describe('the text of a note', () => {
  test('is cut at the longest text a note may have', () => {
    const doc = new Y.Doc()
    const id = addNote(doc, note)
    writeNote(doc, id, 'x'.repeat(noteTextLimit + 10))
    expect(readNote(doc, id)?.text).toHaveLength(noteTextLimit)
  })

  test('is never cut in the middle of a character, and nor is a title', () => {
    const doc = new Y.Doc()
    const id = addNote(doc, note)
    writeNote(doc, id, `x${'😀'.repeat(noteTextLimit)}`)
    expect(readNote(doc, id)?.text).toBe(`x${'😀'.repeat(noteTextLimit / 2 - 1)}`)
    const cluster = addCluster(doc, [id])
    writeClusterTitle(doc, cluster, `x${'😀'.repeat(clusterTitleLimit)}`)
    expect(readCluster(doc, cluster)?.title).toBe(`x${'😀'.repeat(clusterTitleLimit / 2 - 1)}`)
  })
})

describe('two people at once', () => {
  test('writing in one note keep the words of both', () => {
    const [one, two, merge] = twoCopies((doc) => addNote(doc, { ...note, id: 'n', text: 'our purpose' }))
    writeNote(one, 'n', 'our clear purpose')
    writeNote(two, 'n', 'our purpose is this')
    merge()
    expect(readNote(one, 'n')?.text).toBe('our clear purpose is this')
    expect(readNote(two, 'n')).toEqual(readNote(one, 'n'))
  })

  test('a note moved by one and recoloured and rewritten by the other has all three', () => {
    const [one, two, merge] = twoCopies((doc) => addNote(doc, { ...note, id: 'n', text: 'a' }))
    moveNotes(one, [{ id: 'n', x: 70, y: 80 }])
    setTint(two, ['n'], 'mint')
    writeNote(two, 'n', 'ab')
    merge()
    expect(readNote(one, 'n')).toMatchObject({ x: 70, y: 80, tint: 'mint', text: 'ab' })
  })

  test('a note deleted by one and moved by the other is gone, for both', () => {
    const [one, two, merge] = twoCopies((doc) => addNote(doc, { ...note, id: 'n' }))
    removeNotes(one, ['n'])
    moveNotes(two, [{ id: 'n', x: 9, y: 9 }])
    merge()
    expect([notesOf(one), notesOf(two)]).toEqual([[], []])
  })

  test('a note dropped into two clusters is in one of them, the same for both', () => {
    const [one, two, merge] = twoCopies((doc) => {
      for (const id of ['n', 'a', 'b']) addNote(doc, { ...note, id })
      addCluster(doc, ['a'], { id: 'A' })
      addCluster(doc, ['b'], { id: 'B' })
    })
    setCluster(one, ['n'], 'A')
    setCluster(two, ['n'], 'B')
    merge()
    expect(readNote(one, 'n')?.cluster).toBe(readNote(two, 'n')?.cluster)
    expect([...membersOf(one, 'A'), ...membersOf(one, 'B')].filter((id) => id === 'n')).toHaveLength(1)
  })

  test('titles of a cluster written together keep the words of both', () => {
    const [one, two, merge] = twoCopies((doc) => {
      addNote(doc, { ...note, id: 'n' })
      addCluster(doc, ['n'], { id: 'C', title: 'trust' })
    })
    writeClusterTitle(one, 'C', 'our trust')
    writeClusterTitle(two, 'C', 'trust first')
    merge()
    expect(readCluster(one, 'C')?.title).toBe('our trust first')
  })
})

describe('a cluster', () => {
  function board(): Y.Doc {
    const doc = new Y.Doc()
    for (const id of ['a', 'b', 'c']) addNote(doc, { ...note, id })
    return doc
  }

  test('takes its notes out of any other, and one left without notes goes', () => {
    const doc = board()
    const first = addCluster(doc, ['a', 'b'], { title: 'First' })
    const second = addCluster(doc, ['a', 'b', 'c'], { title: 'Second', tint: 'sky' })
    expect(clustersOf(doc)).toEqual([{ id: second, title: 'Second', tint: 'sky', isCollapsed: false }])
    expect([membersOf(doc, first), membersOf(doc, second)]).toEqual([[], ['a', 'b', 'c']])
    setCluster(doc, ['a', 'b', 'c'], null)
    expect(clustersOf(doc)).toEqual([])
  })

  test('merged into another keeps the other’s title, or lends its own', () => {
    const doc = board()
    addCluster(doc, ['a'], { id: 'A' })
    addCluster(doc, ['b'], { id: 'B', title: 'Ours' })
    addCluster(doc, ['c'], { id: 'C', title: 'Theirs' })
    mergeClusters(doc, 'A', 'B')
    expect(readCluster(doc, 'A')?.title).toBe('Ours')
    mergeClusters(doc, 'A', 'C')
    expect(clustersOf(doc).map(({ id, title }) => [id, title])).toEqual([['A', 'Ours']])
    expect(membersOf(doc, 'A')).toEqual(['a', 'b', 'c'])
    mergeClusters(doc, 'A', 'A')
    mergeClusters(doc, 'A', 'gone')
    expect(membersOf(doc, 'A')).toHaveLength(3)
  })

  test('dissolved leaves its notes where they are', () => {
    const doc = board()
    addCluster(doc, ['a', 'b'], { id: 'A' })
    dissolveCluster(doc, 'A')
    dissolveCluster(doc, 'A')
    expect(notesOf(doc).map(({ id, cluster }) => [id, cluster])).toEqual(
      ['a', 'b', 'c'].map((id) => [id, null]),
    )
  })

  test('can be recoloured, collapsed and renamed within the limit; one that is gone is no error', () => {
    const doc = board()
    addCluster(doc, ['a'], { id: 'A' })
    setClusterTint(doc, 'A', 'rose')
    setCollapsed(doc, 'A', true)
    writeClusterTitle(doc, 'A', 'x'.repeat(clusterTitleLimit + 1))
    expect(readCluster(doc, 'A')).toEqual({
      id: 'A',
      title: 'x'.repeat(clusterTitleLimit),
      tint: 'rose',
      isCollapsed: true,
    })
    setClusterTint(doc, 'gone', 'rose')
    writeClusterTitle(doc, 'gone', 'x')
    expect(readCluster(doc, 'gone')).toBeUndefined()
  })

  test('of an unknown form is no cluster', () => {
    const doc = board()
    clustersRoot(doc).set('odd', 'text')
    expect([readCluster(doc, 'odd'), clustersOf(doc)]).toEqual([undefined, []])
  })
})

test('meta and rounds of a newer server read without an error', () => {
  const doc = new Y.Doc()
  expect(readMeta(doc)).toEqual({ schema: 1, title: '', language: 'en' })
  writeMeta(doc, { schema: 9, title: 'Ours', language: 'fr' })
  expect(readMeta(doc)).toEqual({ schema: 9, title: 'Ours', language: 'fr' })
  const round = { id: 'r2', number: 2 } as Round
  writeRound(doc, round)
  writeRound(doc, { ...round, id: 'r1', number: 1 })
  doc.getMap('rounds').set('odd', 7)
  expect(roundsOf(doc).map(({ id }) => id)).toEqual(['r1', 'r2'])
  expect([readRound(doc, 'odd'), readRound(doc, 'r2')]).toEqual([undefined, round])
})

test('fields of a round that only a newer server knows stay when this server writes it again', () => {
  const doc = new Y.Doc()
  const round = { id: 'r1', number: 1, voted: 0 } as Round
  roundsRoot(doc).set('r1', { ...round, later: ['kept'] })
  writeRound(doc, { ...round, voted: 1 })
  expect(readRound(doc, 'r1')).toEqual({ ...round, voted: 1, later: ['kept'] })
})

test('new figures of an open round cost a hundred bytes beside 2,000 options, and a closed round has its own', () => {
  const doc = new Y.Doc()
  const options = Array.from({ length: 2_000 }, (_, index) => `note-${index}`)
  const round = { id: 'r1', number: 1, state: 'open', options, voted: 0, eligible: 3 } as unknown as Round
  showRound(doc, round)
  const bytes: number[] = []
  doc.on('update', (update: Uint8Array) => bytes.push(update.byteLength))
  showRound(doc, { ...round, voted: 2, eligible: 9 })
  expect(readRound(doc, 'r1')).toEqual({ ...round, voted: 2, eligible: 9 })
  expect(Math.max(...bytes)).toBeLessThan(100)
  showRound(doc, { ...round, state: 'closed', voted: 3, eligible: 4 })
  expect(roundsOf(doc)).toEqual([{ ...round, state: 'closed', voted: 3, eligible: 4 }])
  expect(readProgress(doc, 'r1')).toBeUndefined()
})

test('an open round of an earlier version shows the figures that it has itself until newer ones come', () => {
  const doc = new Y.Doc()
  const round = { id: 'r1', number: 1, state: 'open', voted: 1, eligible: 3 } as Round
  roundsRoot(doc).set('r1', round)
  expect(readRound(doc, 'r1')).toEqual(round)
  showRound(doc, { ...round, voted: 2 })
  // Of so few people the number is not told.
  expect(roundsOf(doc)).toEqual([{ ...round, voted: 0, isUntold: true }])
  showRound(doc, { ...round, voted: 3 })
  expect(roundsOf(doc)).toEqual([{ ...round, voted: 3 }])
})

test('a moved note comes in front of the notes that others have added meanwhile', () => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()]
  addNote(mine, { id: 'a', x: 0, y: 0, author: null, created: 1 })
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  for (let id = 0; id < 5; id += 1) addNote(theirs, { id: `b${id}`, x: 0, y: 0, author: null, created: 1 })
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs))
  moveNotes(mine, [{ id: 'a', x: 1, y: 1 }])
  expect(
    notesOf(mine)
      .toSorted((one, other) => one.z - other.z)
      .at(-1)?.id,
  ).toBe('a')
})
