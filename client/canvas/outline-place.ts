import { atom } from 'nanostores'
import type { NoteKind } from '#shared/workshop/note-kind.ts'

/** The sentences of the outline that only those need who see it. */
export interface OutlineWords {
  readonly kind: (kind: NoteKind) => string
  /** A lifted note would come into a group of so many notes. */
  readonly into: (title: string, notes: number) => string
  readonly out: string
  readonly back: string
}

/** The place of the outline on the page. */
export interface OutlinePlace {
  readonly element: HTMLElement
  readonly words: OutlineWords
}

/** Null: nobody sees the outline. Screen readers have it all the same. */
export const outlinePlace = atom<OutlinePlace | null>(null)

/** The sentence about the note that is lifted, as a screen reader says it. Null: none is. */
export const liftedTo = atom<string | null>(null)
