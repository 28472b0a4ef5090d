import { arrowLimit, clusterTitleLimit, noteTextLimit } from '../board/limits.ts'
import type { NoteLook } from '../board/note-look.ts'
import type { Tint } from '../board/note.ts'
import type { Point } from '../geometry/rect.ts'
import { cleanLine } from '../text/clean-line.ts'
import { cutTo, hasWords } from '../text/letters.ts'
import { printable } from '../text/printable.ts'

/** The largest file that a page reads. 2,000 notes of an ordinary board have 300 kB. Not measured. */
export const importBytes = 5_000_000

/** The contents of a file or a clipboard of another tool, as notes and groups. Everything in it is plain and bounded. */
export interface Imported {
  readonly notes: readonly ImportedNote[]
  readonly groups: readonly ImportedGroup[]
  readonly left: readonly LeftOut[]
}

export interface ImportedNote extends Pick<NoteLook, 'form' | 'size'> {
  readonly text: string
  readonly tint?: Tint
  /** Its top left corner in the other tool. */
  readonly at?: Point
  /** The group's place in `groups`. */
  readonly group?: number
  /** The notes to which its arrows lead, by their places in `notes`. */
  readonly arrowsTo?: readonly number[]
}

export interface ImportedGroup {
  readonly title: string
  readonly tint?: Tint
}

/** Something that does not come along, or not as it was. `lines` are numbers of lines in a file. */
export type LeftOut =
  | {
      readonly kind: 'noText' | 'shortened' | 'shortTitle' | 'openQuote' | 'notPlaced' | 'noList'
      readonly lines: readonly number[]
    }
  | { readonly kind: 'tooMany' | 'arrows' | 'drawings' | 'cut' | 'votes'; readonly count: number }
  | { readonly kind: 'files' | 'sheets'; readonly names: readonly string[] }

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

/** Things that are looked at in a file without lines: more than any board has. Not measured. */
export const mostThings = 10_000
/** Groups of such a file. The things outside them are tried with each. */
export const mostGroups = 500
/** Names of files that are told. */
const mostNames = 50

/** Collects what a file without lines holds. */
export class Gathered {
  readonly #notes: ImportedNote[] = []
  /** The notes by the ids of their things. */
  readonly #byThing = new Map<string, number>()
  readonly #arrows = new Map<number, Set<number>>()
  readonly #groups: ImportedGroup[] = []
  readonly #files: string[] = []
  readonly #counts = { arrows: 0, drawings: 0, cut: 0, votes: 0, tooMany: 0 }

  /** A thing without words is counted as a drawing. */
  add(thing: string, text: unknown, facts: Omit<ImportedNote, 'text' | 'arrowsTo'>): void {
    const words = typeof text === 'string' ? noteWords(text) : undefined
    if (!words) return this.count('drawings')
    if (words.isCut) this.count('cut')
    this.#byThing.set(thing, this.#notes.push({ text: words.text, ...facts }) - 1)
  }

  /** Returns the number of the group. */
  addGroup(title: unknown, tint?: Tint): number {
    const name = typeof title === 'string' ? title.slice(0, 2 * clusterTitleLimit) : ''
    return this.#groups.push({ title: cleanLine(name, clusterTitleLimit), ...(tint && { tint }) }) - 1
  }

  addFile(name: unknown): void {
    if (typeof name === 'string' && this.#files.length < mostNames)
      this.#files.push(cleanLine(name.slice(0, 200), 100))
  }

  /** An arrow from one thing to another; one of them may have become no note. Ask for it behind all notes. */
  connect(from: string, to: string): void {
    const [start, end] = [this.#byThing.get(from), this.#byThing.get(to)]
    const ends = this.#arrows.get(start ?? -1) ?? new Set()
    if (start === undefined || end === undefined || start === end || ends.size === arrowLimit)
      return this.count('arrows')
    this.#arrows.set(start, ends.add(end))
  }

  count(kind: 'arrows' | 'drawings' | 'cut' | 'votes' | 'tooMany', more = 1): void {
    this.#counts[kind] += more
  }

  imported(): Imported {
    const counted = (['cut', 'arrows', 'drawings', 'votes', 'tooMany'] as const).flatMap((kind) =>
      this.#counts[kind] > 0 ? [{ kind, count: this.#counts[kind] }] : [],
    )
    const files: LeftOut[] = this.#files.length > 0 ? [{ kind: 'files', names: this.#files }] : []
    const notes = this.#notes.map((note, index) => {
      const ends = this.#arrows.get(index)
      return ends ? { ...note, arrowsTo: [...ends] } : note
    })
    return { notes, groups: this.#groups, left: [...counted, ...files] }
  }
}

export type Fields = Readonly<Record<string, unknown>>

/** The value of a JSON text; undefined for any other text. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // Other text, or nested too deeply.
    return undefined
  }
}

/** The fields of an object; none for everything else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** The objects of a list, as far as so many. */
export function listOf(value: unknown, most: number): readonly Fields[] {
  return Array.isArray(value) ? value.slice(0, most).map(fieldsOf) : []
}

export function stringIn(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

/** Whiteboards without an edge put things this far away. Not measured. */
const farthest = 1e9

export function numberIn(fields: Fields, name: string): number | undefined {
  const value = fields[name]
  return typeof value === 'number' && Math.abs(value) <= farthest ? value : undefined
}

/** The place of a thing, from its fields x and y. */
export function pointIn(fields: Fields): { readonly at?: Point } {
  const [x, y] = [numberIn(fields, 'x'), numberIn(fields, 'y')]
  return x === undefined || y === undefined ? {} : { at: { x, y } }
}
