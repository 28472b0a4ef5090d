import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createGuard, type GuardedDocument, type Verdict } from '#server/guard/guard.ts'
import type { Writer } from '#server/guard/right-targets.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { metaRoot, notesRoot, roundsRoot } from '#shared/board/document.ts'
import { draftsOf, holdDrafts, signDrafts } from '#shared/board/draft.ts'
import { addNote, moveNotes, readNote, removeNotes, setKind, setTint, writeNote } from '#shared/board/note.ts'
import { writeWriting } from '#shared/board/writing.ts'
import { draftsLimit, sharedWriting, WritingMode } from '#shared/workshop/writing.ts'

const pia: Writer = { role: 'participant', participant: 'pia' }
const vic: Writer = { role: 'participant', participant: 'vic' }
const fay: Writer = { role: 'facilitator', participant: 'fay' }
const eve: Writer = { role: 'viewer', participant: 'eve' }
const note = { x: 0, y: 0, created: 1, text: 'a thought' }

/** A document of the server behind the guard, and what happens to what people write on copies of it. */
function guarded(kind: GuardedDocument) {
  const guard = createGuard(kind)
  const doc = new Y.Doc()
  doc.clientID = 1
  const owners = new Map<number, string>([[1, '']])
  const write = (change: (copy: Y.Doc) => void, by: Writer = pia): string => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    change(copy)
    const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc))
    const verdict: Verdict = guard.check(doc, update, by, owners)
    if (!verdict.ok) return verdict.code
    for (const { client, participant } of verdict.newOwners) owners.set(client, participant)
    Y.applyUpdate(doc, update)
    return 'ok'
  }
  return { doc, write }
}

test('on a desk the commands for notes work, signing and holding included', () => {
  const { doc, write } = guarded('desk')
  const changes: readonly ((copy: Y.Doc) => void)[] = [
    (copy) => addNote(copy, { ...note, id: 'one', author: null }),
    (copy) => addNote(copy, { ...note, id: 'two', author: 'pia' }),
    (copy) => writeNote(copy, 'one', 'a better thought'),
    (copy) => moveNotes(copy, [{ id: 'one', x: 5, y: 5 }]),
    (copy) => setTint(copy, ['one'], 'mint'),
    (copy) => setKind(copy, ['one'], 'hope'),
    (copy) => holdDrafts(copy, ['one'], true),
    (copy) => signDrafts(copy, ['one'], 'pia'),
    (copy) => signDrafts(copy, ['two'], null),
    (copy) => removeNotes(copy, ['two']),
    (copy) => addNote(copy, { ...note, id: 'two', author: null }),
  ]
  for (const change of changes) expect([change.toString(), write(change)]).toEqual([change.toString(), 'ok'])
  expect(draftsOf(doc)).toMatchObject([
    { id: 'one', text: 'a better thought', author: 'pia', isHeld: true, tint: 'mint', kind: 'hope' },
    { id: 'two', author: null, isHeld: false },
  ])
  expect(write((copy) => holdDrafts(copy, ['one'], false))).toBe('ok')
  expect(draftsOf(doc).map(({ isHeld }) => isHeld)).toEqual([false, false])
})

test('a draft cannot be signed by anybody else, not even by marking it later', () => {
  const { write } = guarded('desk')
  expect(write((copy) => addNote(copy, { ...note, author: 'vic' }))).toBe('foreign_author')
  expect(write((copy) => addNote(copy, { ...note, id: 'one', author: null }))).toBe('ok')
  expect(write((copy) => signDrafts(copy, ['one'], 'vic'))).toBe('foreign_author')
})

test('a desk has notes and nothing else: no clusters, no meta, no rounds, and held is yes or no', () => {
  const { write } = guarded('desk')
  expect(write((copy) => addNote(copy, { ...note, id: 'one', author: null }))).toBe('ok')
  expect(write((copy) => addCluster(copy, ['one']))).toBe('unknown_place')
  expect(write((copy) => metaRoot(copy).set('title', 'mine'))).toBe('unknown_place')
  expect(write((copy) => roundsRoot(copy).set('r', {}))).toBe('unknown_place')
  const facts = { kind: 'idea', author: null, tint: 'sun', created: 1 }
  for (const isHeld of ['yes', 1, null, {}])
    expect(write((copy) => notesRoot(copy).set('one', { ...facts, isHeld }))).toBe('unknown_place')
})

test('a viewer has no desk; facilitators have one', () => {
  const { write } = guarded('desk')
  expect(write((copy) => addNote(copy, { ...note, author: null }), eve)).toBe('read_only')
  expect(write((copy) => addNote(copy, { ...note, author: 'fay' }), fay)).toBe('ok')
})

test('a desk takes a bounded number of drafts, and another one as soon as one is gone', () => {
  const { write } = guarded('desk')
  const add = (copy: Y.Doc, count: number): void => {
    for (let index = 0; index < count; index += 1) addNote(copy, { ...note, id: `n${index}`, author: null })
  }
  expect(write((copy) => add(copy, draftsLimit + 1))).toBe('desk_full')
  expect(write((copy) => add(copy, draftsLimit))).toBe('ok')
  expect(write((copy) => addNote(copy, { ...note, author: null }))).toBe('desk_full')
  expect(write((copy) => writeNote(copy, 'n0', 'still mine to write'))).toBe('ok')
  expect(write((copy) => removeNotes(copy, ['n0']))).toBe('ok')
  expect(write((copy) => addNote(copy, { ...note, author: null }))).toBe('ok')
})

test('while writing is private, new notes of participants are refused and all other work goes on', () => {
  const { doc, write } = guarded('board')
  expect(write((copy) => addNote(copy, { ...note, id: 'before', author: 'pia' }))).toBe('ok')
  writeWriting(doc, { ...sharedWriting, mode: WritingMode.private })
  expect(write((copy) => addNote(copy, { ...note, author: 'pia' }))).toBe('writing_private')
  expect(write((copy) => addNote(copy, { ...note, author: null }))).toBe('writing_private')
  expect(write((copy) => addNote(copy, { ...note, author: 'fay' }), fay)).toBe('ok')
  expect(write((copy) => writeNote(copy, 'before', 'still together'), vic)).toBe('ok')
  expect(write((copy) => moveNotes(copy, [{ id: 'before', x: 9, y: 9 }]), vic)).toBe('ok')
  expect(write((copy) => addCluster(copy, ['before']))).toBe('ok')
  expect(write((copy) => removeNotes(copy, ['before']), vic)).toBe('not_your_note')
  expect(write((copy) => removeNotes(copy, ['before']))).toBe('ok')
  // Undo of that delete.
  expect(write((copy) => addNote(copy, { ...note, id: 'before', author: 'pia' }))).toBe('ok')
  expect(readNote(doc, 'before')?.author).toBe('pia')
  writeWriting(doc, sharedWriting)
  expect(write((copy) => addNote(copy, { ...note, author: 'pia' }))).toBe('ok')
})
