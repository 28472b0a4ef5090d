import type { Note } from '#shared/board/note.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import { keptLayout, layoutText, surelyFits, type Measure } from '#shared/text/layout.ts'

/** So many Latin letters are set in one turn: some 10 ms. A letter of another script may take browsers five times as long. */
const lettersInTurn = 30_000
const beyondLatin = /[^\0-\u024f]/u
const ofOtherScripts = 5

interface Measured {
  readonly text: string
  readonly photo?: unknown
  readonly rect: { readonly height: number }
}

/**
 * The heights of notes. Texts are set in turns, so that no board holds the page for long. Until its turn a note keeps
 * the height that it had, or counts as a square, as nearly all notes are.
 */
export class NoteHeights {
  readonly #measure: Measure
  readonly #waiting = new Set<string>()
  #lettersLeft = lettersInTurn

  constructor(measure: Measure) {
    this.#measure = measure
  }

  /** True while some heights are not known. */
  get isBehind(): boolean {
    return this.#waiting.size > 0
  }

  isWaiting(id: string): boolean {
    return this.#waiting.has(id)
  }

  forget(id: string): void {
    this.#waiting.delete(id)
  }

  /** `before`: the height that the note had. */
  of({ id, text, photo }: Note, before: number | undefined): number {
    const hasPhoto = photo !== undefined
    this.#waiting.delete(id)
    if (surelyFits(text, hasPhoto)) return noteSide
    const kept = keptLayout(text, this.#measure, hasPhoto)
    if (kept) return kept.height
    if (this.#lettersLeft > 0) return this.#set(text, hasPhoto)
    this.#waiting.add(id)
    return before ?? noteSide
  }

  /** Begins the next turn. Returns the notes whose height turned out to be another one. */
  takeTurn(notes: ReadonlyMap<string, Measured>): readonly string[] {
    const others: string[] = []
    this.#lettersLeft = lettersInTurn
    for (const id of this.#waiting) {
      if (this.#lettersLeft <= 0) break
      const note = notes.get(id)
      // Such a note waits until it is read again, with the height that is known now.
      if (note && this.#set(note.text, note.photo !== undefined) !== note.rect.height) others.push(id)
      else this.#waiting.delete(id)
    }
    return others
  }

  #set(text: string, hasPhoto: boolean): number {
    this.#lettersLeft -= text.length * (beyondLatin.test(text) ? ofOtherScripts : 1)
    return layoutText(text, this.#measure, hasPhoto).height
  }
}
