import type * as Y from 'yjs'
import { notesRoot } from '#shared/board/document.ts'
import { readPhoto } from '#shared/board/photo.ts'

/** The photos in a document: a board, or the drafts of a participant. */
export function photosIn(doc: Y.Doc): readonly string[] {
  return [...notesRoot(doc).values()].flatMap((facts) => photoOf(facts) ?? [])
}

/** Reports the photos of all notes, and then the photos that notes get and lose. */
export function followPhotos(
  doc: Y.Doc,
  changed: (added: readonly string[], removed: readonly string[]) => void,
): void {
  changed(photosIn(doc), [])
  notesRoot(doc).observe(({ changes }) => {
    const [added, removed]: [string[], string[]] = [[], []]
    for (const [id, { oldValue }] of changes.keys) {
      const [before, now] = [photoOf(oldValue), photoOf(notesRoot(doc).get(id))]
      if (before === now) continue
      if (before !== undefined) removed.push(before)
      if (now !== undefined) added.push(now)
    }
    if (added.length > 0 || removed.length > 0) changed(added, removed)
  })
}

/** Tests for the field first: nearly all notes have no photo, and there may be 10,000. */
function photoOf(facts: unknown): string | undefined {
  if (typeof facts !== 'object' || facts === null || !('photo' in facts)) return undefined
  return readPhoto(facts.photo)?.id
}
