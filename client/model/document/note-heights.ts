import type { Note } from '#shared/board/note.ts'
import { bareText, noteSide } from '#shared/geometry/sizes.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import {
  keptLayout,
  layoutBare,
  layoutText,
  surelyFits,
  type Measure,
  type TextLayout,
} from '#shared/text/layout.ts'

/** So many Latin letters are set in one turn: some 8 ms. A letter of another script may take browsers five times as long. */
const lettersInTurn = 20_000
const beyondLatin = /[^\0-\u024f]/u
const ofOtherScripts = 5

type Written = Pick<Note, 'id' | 'text' | 'photo' | 'form'>

/**
 * The heights of notes. Texts are set in turns, so that no board holds the page for long. Until its turn a note keeps
 * the height that it had, or counts as a square, as nearly all notes are.
 */
export class NoteHeights {
  readonly #measure: Measure
  readonly #waiting = new Set<string>()
  /** Of those, the ones that were painted without their text. */
  readonly #wanted = new Set<string>()
  #lettersLeft = lettersInTurn
  #lettersToPaint = lettersInTurn

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
    this.#wanted.delete(id)
  }

  /** `before`: the height that the note had. */
  of(note: Written, before: number | undefined): number {
    this.forget(note.id)
    if (!note.form && surelyFits(note.text, note.photo !== undefined)) return noteSide
    const kept = this.#kept(note)
    if (kept) return kept.height
    if (this.#lettersLeft >= costOf(note)) return this.#set(note).height
    this.#waiting.add(note.id)
    return before ?? noteSide
  }

  /** Undefined where its turn has not come and too much has been set in this one. */
  layoutToPaint(note: Written): TextLayout | undefined {
    const kept = this.#kept(note)
    if (kept || !this.#waiting.has(note.id)) return kept ?? this.#layout(note)
    const cost = costOf(note)
    if (this.#lettersToPaint >= cost) {
      this.#lettersToPaint -= cost
      return this.#layout(note)
    }
    this.#wanted.add(note.id)
    return undefined
  }

  /** Begins a turn: once in each frame. */
  beginTurn(): void {
    this.#lettersLeft = lettersInTurn
    this.#lettersToPaint = lettersInTurn
  }

  /** Sets texts that wait while the turn lasts, at least one. Returns the notes that look different now. */
  takeTurn(
    notes: ReadonlyMap<string, Written & { readonly rect: { readonly height: number } }>,
  ): readonly string[] {
    const others: string[] = []
    let hasBegun = false
    for (const id of [...this.#wanted, ...this.#waiting]) {
      const note = notes.get(id)
      // A text that is longer than a turn has one of its own.
      if (this.#lettersLeft <= 0 || (hasBegun && note && costOf(note) > this.#lettersLeft)) break
      hasBegun = true
      const isOther = note && (this.#set(note).height !== note.rect.height || this.#wanted.has(id))
      // Such a note waits until it is read again, with the height that is known now.
      if (isOther) others.push(id)
      else this.forget(id)
    }
    return others
  }

  #kept({ text, photo, form }: Written): TextLayout | undefined {
    if (form) return layoutBare(text, this.#measure)
    return keptLayout(text, this.#measure, photo !== undefined)
  }

  #set(note: Written): TextLayout {
    const kept = this.#kept(note)
    if (!kept) this.#lettersLeft -= costOf(note)
    return kept ?? this.#layout(note)
  }

  #layout({ text, photo }: Written): TextLayout {
    return layoutText(text, this.#measure, photo !== undefined)
  }
}

/** Where a note of this height at the usual size lies when it is so many times as large. */
export function rectOf({ x, y, form }: Pick<Note, 'x' | 'y' | 'form'>, times: number, height: number): Rect {
  return { x, y, width: (form ? bareText.width : noteSide) * times, height: height * times }
}

function costOf({ text }: Written): number {
  return text.length * (beyondLatin.test(text) ? ofOtherScripts : 1)
}
