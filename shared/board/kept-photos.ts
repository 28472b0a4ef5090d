import type * as Y from 'yjs'
import { notesRoot, photosRoot } from './document.ts'
import { isId } from './id.ts'
import { readFacts, type NoteFacts } from './note.ts'
import type { Photo } from './photo.ts'

/**
 * The root `photos` says of each photo that came onto the board whether it stays in the room. The first note with it
 * decides, and no later note: neither a copy, nor a mark, nor a step that somebody takes off.
 */
export type FirstCards = ReadonlyMap<string, string | null>

/** The note that keeps a photo in the room. Null: the photo belongs to the board. Undefined: no note has had it. */
export function cardOfPhoto(doc: Y.Doc, photo: string): string | null | undefined {
  const entry: unknown = photosRoot(doc).get(photo)
  if (typeof entry !== 'object' || entry === null) return undefined
  const { card } = entry as { readonly card?: unknown }
  return isId(card) ? card : null
}

/** The cards of the photos that come onto the board with these notes. */
export function firstCardsOf(
  doc: Y.Doc,
  notes: Iterable<string>,
  isCard: (facts: NoteFacts) => boolean,
): FirstCards {
  const cards = new Map<string, string | null>()
  for (const id of notes) {
    const entry: unknown = notesRoot(doc).get(id)
    if (!hasPhoto(entry)) continue
    const facts = readFacts(entry)
    const photo = facts?.photo
    if (!photo || cardOfPhoto(doc, photo.id) !== undefined || typeof cards.get(photo.id) === 'string')
      continue
    // Of notes that come together the one that keeps the photo decides.
    cards.set(photo.id, photo.isPrivate || isCard(facts) ? id : null)
  }
  return cards
}

/** Server only. */
export function writeFirstCards(doc: Y.Doc, cards: FirstCards): void {
  if (cards.size === 0) return
  doc.transact(() => {
    for (const [photo, card] of cards) photosRoot(doc).set(photo, { card })
  })
}

/** Tests for the field first: nearly all notes have no photo, and there may be 10,000. */
function hasPhoto(facts: unknown): facts is { readonly photo: Photo } {
  return typeof facts === 'object' && facts !== null && 'photo' in facts
}
