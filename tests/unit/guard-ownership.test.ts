import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createGuard } from '#server/guard/guard.ts'
import { notesRoot, placeRoot, textRoot } from '#shared/board/document.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote, removeNotes, setTint, writeNote } from '#shared/board/note.ts'
import { content, forgeUpdate } from '#tests/support/forge-update.ts'
import {
  victimClient,
  attackerClient,
  unusedClient,
  pia,
  fay,
  eve,
  newGuardedBoard,
  codeOf,
  updateOfOne,
} from '#tests/support/guarded-board.ts'

test('a struct at a victim’s next clock, and clocks burnt in their name', () => {
  const { check, victimNext, text } = newGuardedBoard()
  const [client, clock] = text('theirs')
  const forged = updateOfOne({ ...content.string('x'), right: [client, clock + 1] }, victimClient, victimNext)
  expect(codeOf(check(forged))).toBe('foreign_author')
  expect(codeOf(check(updateOfOne(content.gc(1_000_000), victimClient, victimNext)))).toBe('foreign_author')
  expect(codeOf(check(forged, fay))).toBe('foreign_author')
})

test('no group has the id of a note: where both stand for one another, a note could be taken out of a vote', () => {
  const { check, updateOf } = newGuardedBoard()
  const at = { x: 0, y: 0, author: 'pia', created: 1 }
  expect(codeOf(check(updateOf((doc) => void addCluster(doc, ['mine'], { id: 'theirs' }))))).toBe('malformed')
  expect(codeOf(check(updateOf((doc) => void addNote(doc, { ...at, id: 'group' }))))).toBe('malformed')
  const both = updateOf((doc) =>
    doc.transact(() => addCluster(doc, [addNote(doc, { ...at, id: 'new' })], { id: 'new' })),
  )
  expect(codeOf(check(both))).toBe('malformed')
  expect(codeOf(check(updateOf((doc) => void addCluster(doc, ['mine'], { id: 'new' }))))).toBe('ok')
})

test('a deletion that hides another value cannot remove the victim’s note', () => {
  const { check, doc, next } = newGuardedBoard()
  const place = placeRoot(doc)._map.get('theirs')
  if (!place) throw new Error('the note has a place')
  const update = forgeUpdate([
    {
      client: attackerClient,
      clock: next,
      structs: [
        { ...content.deleted(2), origin: [place.id.client, place.id.clock] },
        { ...content.any([1, 2, 3, 0]), origin: [attackerClient, next] },
      ],
    },
  ])
  expect(codeOf(check(update))).toBe('not_your_note')
})

test('the server’s own client id, and one it had before a restart', () => {
  const { check, doc } = newGuardedBoard()
  const state = Y.decodeStateVector(Y.encodeStateVector(doc)).get(1) ?? 0
  const update = updateOfOne({ ...content.any([1, 2, 3, 0]), parent: 'place', sub: 'x' }, 1, state)
  expect(codeOf(check(update))).toBe('foreign_author')
  doc.clientID = 77
  expect(codeOf(check(update))).toBe('foreign_author')
  expect(codeOf(check(updateOfOne(content.gc(1), 77, 0)))).toBe('foreign_author')
})

test('a client id that nobody has used becomes the sender’s', () => {
  const { check, updateOf, owners } = newGuardedBoard()
  const update = updateOf((doc) => setTint(doc, ['mine'], 'rose'), unusedClient)
  const verdict = check(update)
  expect(verdict).toEqual({
    ok: true,
    isEmpty: false,
    newOwners: [{ client: unusedClient, participant: 'pia' }],
  })
  owners.set(unusedClient, 'vic')
  expect(codeOf(check(update))).toBe('foreign_author')
})

test('a set of deletes that erases the board', () => {
  const { check, victimNext, doc } = newGuardedBoard()
  expect(codeOf(check(forgeUpdate([], [[victimClient, [[0, victimNext]]]])))).toBe('not_your_note')
  const state = Y.decodeStateVector(Y.encodeStateVector(doc)).get(1) ?? 0
  expect(codeOf(check(forgeUpdate([], [[1, [[0, state]]]]), fay))).toBe('unknown_place')
})

test('deleting another’s note by its facts, its place or its text alone', () => {
  const { check, updateOf } = newGuardedBoard()
  for (const root of [notesRoot, placeRoot, textRoot]) {
    expect(codeOf(check(updateOf((doc) => root(doc).delete('theirs'))))).toBe('not_your_note')
    expect(codeOf(check(updateOf((doc) => root(doc).delete('mine'))))).toBe('ok')
    expect(
      codeOf(
        check(
          updateOf((doc) => root(doc).delete('theirs'), unusedClient),
          fay,
        ),
      ),
    ).toBe('ok')
  }
})

test('a dead value put after the last one removes it, without a delete that says so', () => {
  const { check, doc, next } = newGuardedBoard()
  const last = placeRoot(doc)._map.get('theirs')
  const origin = [last?.id.client ?? 0, last?.id.clock ?? 0] as const
  expect(codeOf(check(updateOfOne({ ...content.deleted(1), origin }, attackerClient, next)))).toBe(
    'not_your_note',
  )
  const live = { ...content.any([1, 2, 3, 0]), origin }
  expect(codeOf(check(updateOfOne(live, attackerClient, next)))).toBe('ok')
  const killed = forgeUpdate(
    [{ client: attackerClient, clock: next, structs: [live] }],
    [[attackerClient, [[next, 1]]]],
  )
  expect(codeOf(check(killed))).toBe('not_your_note')
  const followed = forgeUpdate([
    {
      client: attackerClient,
      clock: next,
      structs: [live, { ...content.deleted(1), origin: [attackerClient, next] }],
    },
  ])
  expect(codeOf(check(followed))).toBe('not_your_note')
})

test('a live value that loses against the one it pretends to replace', () => {
  const { check, doc, owners } = newGuardedBoard()
  const last = placeRoot(doc)._map.get('theirs')
  const { client, clock } = last?.id ?? { client: 0, clock: 0 }
  const loser = { ...content.any([1, 2, 3, 0]), parent: 'place', sub: 'theirs' }
  owners.set(3, 'pia')
  const update = forgeUpdate([{ client: 3, clock: 0, structs: [loser] }], [[client, [[clock, 1]]]])
  expect(codeOf(check(update))).toBe('not_your_note')
})

test('signing for somebody else, on a new note, a known one, or one that was deleted', () => {
  const { check, updateOf, doc } = newGuardedBoard()
  const facts = { kind: 'idea', tint: 'sun', created: 1 }
  const sign = (id: string, author: string | null) => (copy: Y.Doc) =>
    void notesRoot(copy).set(id, { ...facts, author })
  expect(codeOf(check(updateOf(sign('new', 'vic'))))).toBe('foreign_author')
  expect(codeOf(check(updateOf(sign('new', null))))).toBe('ok')
  expect(codeOf(check(updateOf(sign('theirs', 'pia'))))).toBe('foreign_author')
  expect(codeOf(check(updateOf(sign('theirs', null))))).toBe('foreign_author')
  expect(codeOf(check(updateOf(sign('theirs', 'vic'))))).toBe('ok')
  const removal = updateOf((copy) => removeNotes(copy, ['theirs']), unusedClient)
  expect(codeOf(check(removal, fay))).toBe('ok')
  Y.applyUpdate(doc, removal)
  expect(codeOf(check(updateOf(sign('theirs', 'pia'))))).toBe('foreign_author')
  expect(codeOf(check(updateOf(sign('theirs', 'vic'))))).toBe('ok')
  // Another guard has never seen the note: only the client id tells its first author.
  const { guard } = newGuardedBoard()
  const afterRestart = (update: Uint8Array): string =>
    codeOf(
      guard.check(
        doc,
        update,
        pia,
        new Map([
          [victimClient, 'vic'],
          [attackerClient, 'pia'],
        ]),
      ),
    )
  expect(afterRestart(updateOf(sign('theirs', 'pia')))).toBe('foreign_author')
  expect(afterRestart(updateOf(sign('theirs', 'vic')))).toBe('ok')
})

test('a first value of existing facts makes nobody a note’s author', () => {
  const { check, updateOf, doc, owners, next } = newGuardedBoard()
  for (const [id, author] of [
    ['revealed', null],
    ['signed', 'vic'],
  ] as const)
    addNote(doc, { id, x: 0, y: 0, author, created: 1, text: 'a secret' })
  const facts = (author: string | null) => content.any({ kind: 'idea', author, tint: 'sun', created: 1 })
  const forgeries = [
    ['revealed', facts(null)],
    ['revealed', content.deleted(1)],
    ['signed', facts('vic')],
    ['theirs', facts('vic')],
  ] as const
  for (const [sub, struct] of forgeries) {
    for (const [client, clock] of [
      [2, 0],
      [unusedClient, 0],
      [attackerClient, next],
    ] as const)
      expect(codeOf(check(updateOfOne({ ...struct, parent: 'notes', sub }, client, clock)))).toBe('malformed')
  }
  const twice = { ...facts('pia'), parent: 'notes', sub: 'new' }
  expect(codeOf(check(forgeUpdate([{ client: attackerClient, clock: next, structs: [twice, twice] }])))).toBe(
    'malformed',
  )
  for (const id of ['revealed', 'signed', 'theirs'])
    expect(codeOf(check(updateOf((copy) => removeNotes(copy, [id]))))).toBe('not_your_note')
  // Deleted, it is still there.
  const removal = updateOf((copy) => removeNotes(copy, ['theirs']), victimClient)
  expect(codeOf(check(removal, { role: 'participant', participant: 'vic' }))).toBe('ok')
  Y.applyUpdate(doc, removal)
  expect(codeOf(check(updateOfOne({ ...facts('vic'), parent: 'notes', sub: 'theirs' }, 2, 0)))).toBe(
    'malformed',
  )
  expect([...owners.keys()]).toEqual([victimClient, attackerClient])
})

test('the server’s client id and the lowest client id are reserved', () => {
  const { check, doc } = newGuardedBoard()
  const place = { ...content.any([1, 2, 3, 0]), parent: 'place', sub: 'x' }
  doc.clientID = 77
  expect([0, 1, 77, 2].map((client) => codeOf(check(updateOfOne(place, client, 0))))).toEqual([
    'foreign_author',
    // The server has written that already.
    'empty',
    'foreign_author',
    'ok',
  ])
  const empty = createGuard().check(new Y.Doc(), updateOfOne(place, 1, 0), pia, new Map())
  expect(codeOf(empty)).toBe('foreign_author')
})

test('only its author or a facilitator restores a note, under any signature, and nobody replaces its text', () => {
  const { check, updateOf, doc, owners } = newGuardedBoard()
  const vic = { role: 'participant', participant: 'vic' } as const
  const [ofVic, ofFay] = [300, 301]
  owners.set(ofVic, 'vic')
  owners.set(ofFay, 'fay')
  const back = (id: string, author: string | null) => (copy: Y.Doc) =>
    void addNote(copy, { id, x: 0, y: 0, author, created: 1, text: 'words of another' })
  const remove = (id: string, client: number, by: Parameters<typeof check>[1]) => {
    const removal = updateOf((copy) => removeNotes(copy, [id]), client)
    expect(codeOf(check(removal, by))).toBe('ok')
    Y.applyUpdate(doc, removal)
  }
  const answers = (id: string, author: string | null, guard: typeof check = check) => [
    codeOf(guard(updateOf(back(id, author)))),
    codeOf(guard(updateOf(back(id, author), ofVic), vic)),
    codeOf(guard(updateOf(back(id, author), ofFay), fay)),
  ]
  const replaced = updateOf((copy) => void textRoot(copy).set('theirs', new Y.Text('mine now')))
  expect(codeOf(check(replaced))).toBe('foreign_author')
  Y.applyUpdate(
    doc,
    updateOf(
      (copy) => addNote(copy, { id: 'unsigned', x: 0, y: 0, author: null, created: 1, text: 'b' }),
      ofVic,
    ),
  )
  addNote(doc, { id: 'revealed', x: 0, y: 0, author: null, created: 1, text: 'c' })
  remove('theirs', ofVic, vic)
  remove('unsigned', ofVic, vic)
  remove('revealed', ofFay, fay)
  expect(answers('theirs', 'vic')).toEqual(['foreign_author', 'ok', 'ok'])
  expect(answers('theirs', 'pia')).toEqual(['foreign_author', 'foreign_author', 'foreign_author'])
  expect(answers('unsigned', null)).toEqual(['foreign_author', 'ok', 'ok'])
  expect(answers('revealed', null)).toEqual(['foreign_author', 'foreign_author', 'ok'])
  // After a restart of the server nobody knows but by who wrote first.
  const guard = createGuard()
  const restarted: typeof check = (update, by) => guard.check(doc, update, by ?? pia, owners)
  expect(answers('theirs', 'vic', restarted)).toEqual(['foreign_author', 'ok', 'ok'])
  expect(answers('theirs', null, restarted)[0]).toBe('foreign_author')
  expect(answers('unsigned', null, restarted)).toEqual(['foreign_author', 'ok', 'ok'])
  expect(answers('revealed', null, restarted)).toEqual(['foreign_author', 'foreign_author', 'ok'])
  // A mark and a move at the same time as a deletion restore nothing.
  const mark = updateOf(
    (copy) => void notesRoot(copy).set('theirs', { kind: 'hope', author: 'vic', tint: 'sun', created: 1 }),
  )
  expect(codeOf(check(mark))).toBe('ok')
  expect(codeOf(check(updateOf((copy) => void placeRoot(copy).set('theirs', [1, 2, 3, 0]))))).toBe('ok')
})

test('a viewer’s update is refused, unless it says nothing new', () => {
  const { check, updateOf, doc } = newGuardedBoard()
  expect(
    codeOf(
      check(
        updateOf((copy) => writeNote(copy, 'mine', 'b')),
        eve,
      ),
    ),
  ).toBe('read_only')
  expect(codeOf(check(forgeUpdate([], [[attackerClient, [[0, 1]]]]), eve))).toBe('read_only')
  expect(codeOf(check(Y.encodeStateAsUpdate(doc), eve))).toBe('empty')
  expect(codeOf(check(new Uint8Array([0, 0]), eve))).toBe('empty')
})
