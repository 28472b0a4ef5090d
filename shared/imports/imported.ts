import { clusterTitleLimit, noteTextLimit } from '../board/limits.ts'
import type { Tint } from '../board/note.ts'
import type { Point } from '../geometry/rect.ts'
import { cleanLine } from '../text/clean-line.ts'
import { hasWords } from '../text/has-words.ts'
import { cutTo } from '../text/letters.ts'
import { printable } from '../text/printable.ts'

/** The largest file that a page reads. 2,000 notes of an ordinary board have 300 kB. Not measured. */
export const importBytes = 5_000_000

/** What the file or the clipboard of another tool holds, as notes and groups. Everything in it is plain and bounded. */
export interface Imported {
  readonly notes: readonly ImportedNote[]
  readonly groups: readonly ImportedGroup[]
  readonly left: readonly LeftOut[]
}

export interface ImportedNote {
  readonly text: string
  readonly tint?: Tint
  /** Its top left corner in the other tool. */
  readonly at?: Point
  /** The group's place in `groups`. */
  readonly group?: number
}

export interface ImportedGroup {
  readonly title: string
  readonly tint?: Tint
}

/** Something that does not come along, or not as it was. `lines` are numbers of lines in a table. */
export type LeftOut =
  | { readonly kind: 'noText' | 'shortened' | 'openQuote' | 'notPlaced'; readonly lines: readonly number[] }
  | { readonly kind: 'tooMany'; readonly count: number }

/** The words of a note as a board keeps them; undefined when nothing of them can be seen. */
export function noteWords(text: string): { readonly text: string; readonly isCut: boolean } | undefined {
  // Nothing of a text that is far too long is read twice.
  const clean = printable(text.slice(0, 2 * noteTextLimit)).trim()
  if (!hasWords(clean)) return undefined
  return {
    text: cutTo(clean, noteTextLimit),
    isCut: clean.length > noteTextLimit || text.length > 2 * noteTextLimit,
  }
}

/** Numbers groups by their titles, in the order in which they come. */
export class GroupsByTitle {
  readonly #numbers = new Map<string, number>()
  readonly groups: ImportedGroup[] = []

  /** Undefined for a title in which nothing can be seen. */
  numberOf(title: string, tint?: Tint): number | undefined {
    const name = cleanLine(title.slice(0, 2 * clusterTitleLimit), clusterTitleLimit)
    if (name === '') return undefined
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.groups.length)
    return this.groups.push({ title: name, ...(tint && { tint }) }) - 1
  }
}
