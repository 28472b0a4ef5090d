import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createGuard } from '#server/guard/guard.ts'
import { notesRoot } from '#shared/board/document.ts'
import { writeFirstCards } from '#shared/board/kept-photos.ts'
import { addNote, setPhoto, setTint } from '#shared/board/note.ts'
import { photoSideLimit, type Photo } from '#shared/board/photo.ts'
import { altLimit } from '#shared/board/limits.ts'

const own: Photo = { id: 'A'.repeat(43), width: 800, height: 600 }
const others: Photo = { ...own, id: 'B'.repeat(43) }
const note = { x: 0, y: 0, author: null, created: 1 }
const pia = { role: 'participant', participant: 'pia' } as const
const fay = { role: 'facilitator', participant: 'fay' } as const

/** The guard's verdict on a change by a person who may use one photo. */
function verdictOn(
  change: (copy: Y.Doc) => void,
  kind: 'board' | 'desk' = 'board',
  before: (doc: Y.Doc) => void = () => {},
  by: Parameters<ReturnType<typeof createGuard>['check']>[2] = pia,
): string {
  const doc = new Y.Doc()
  doc.clientID = 1
  addNote(doc, { ...note, id: 'known' })
  before(doc)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  change(copy)
  const guard = createGuard(kind, (_doc, participant, photo) => participant !== 'vic' && photo === own.id)
  const verdict = guard.check(doc, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)), by, new Map())
  return verdict.ok ? 'ok' : verdict.code
}

test('a note or draft may have only a photo that its writer may use', () => {
  for (const kind of ['board', 'desk'] as const) {
    expect(verdictOn((copy) => addNote(copy, { ...note, photo: own }), kind)).toBe('ok')
    expect(verdictOn((copy) => setPhoto(copy, 'known', own), kind)).toBe('ok')
    expect(verdictOn((copy) => addNote(copy, { ...note, photo: others }), kind)).toBe('photo_unknown')
    expect(verdictOn((copy) => setPhoto(copy, 'known', others), kind)).toBe('photo_unknown')
    const passing = (copy: Y.Doc): void => {
      setPhoto(copy, 'known', others)
      setTint(copy, ['known'], 'mint')
      setPhoto(copy, 'known', own)
    }
    // A value overwritten in the same update is gone before it arrives.
    expect(verdictOn(passing, kind)).toBe('ok')
  }
})

test('nobody takes a photo that stays in the room off its owner’s note', () => {
  const known = (doc: Y.Doc): void => {
    addNote(doc, { ...note, id: 'shown', photo: own })
    writeFirstCards(doc, new Map([[own.id, 'shown']]))
  }
  const changes: readonly [(copy: Y.Doc) => void, string][] = [
    [(copy) => setPhoto(copy, 'shown', others), 'photo_unknown'],
    [(copy) => setPhoto(copy, 'shown', null), 'not_yours_to_write'],
    // The mark of the note says nothing: the server's root decides.
    [(copy) => setPhoto(copy, 'shown', { ...own, alt: 'A key' }), 'ok'],
    [(copy) => setTint(copy, ['shown'], 'mint'), 'ok'],
  ]
  for (const [change, outcome] of changes) {
    expect(verdictOn(change, 'board', known)).toBe(outcome)
    expect(verdictOn(change, 'board', known, fay)).toBe(outcome === 'photo_unknown' ? outcome : 'ok')
  }
})

test('a photo’s facts are a hash, its sides and a sentence; fields of a newer version pass', () => {
  const wrong: readonly unknown[] = [
    null,
    'A'.repeat(43),
    {},
    { ...own, id: '../../etc/passwd' },
    { ...own, id: 'A'.repeat(44) },
    { ...own, width: 0 },
    { ...own, width: 1.5 },
    { ...own, height: photoSideLimit + 1 },
    { ...own, alt: 7 },
    { ...own, alt: 'x'.repeat(altLimit + 1) },
    { ...own, more: 'x'.repeat(2_000) },
  ]
  const withPhoto =
    (photo: unknown) =>
    (copy: Y.Doc): void => {
      addNote(copy, { ...note, id: 'new' })
      notesRoot(copy).set('new', { ...(notesRoot(copy).get('new') as object), photo })
    }
  for (const photo of wrong) expect([photo, verdictOn(withPhoto(photo))]).toEqual([photo, 'unknown_place'])
  expect(verdictOn(withPhoto({ ...own, alt: 'x'.repeat(altLimit) }))).toBe('ok')
  expect(verdictOn(withPhoto({ ...own, focus: [0.5, 0.25] }))).toBe('ok')
})
