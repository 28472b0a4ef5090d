import { cutTo } from '#shared/text/letters.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { withWords } from './board-words.ts'
import type { Caution } from './renderer.ts'

/** A board whose texts fonts can be asked to set, and the ids of the notes that lost some of theirs. */
export interface SettableBoard {
  readonly board: BoardSnapshot
  readonly shortened: readonly string[]
}

interface Limits {
  /** Notes with more work than `letters` may take so much work together; above it the largest are cut to `letters`. */
  readonly tiers: readonly { readonly letters: number; readonly work: number }[]
  /** Code units of one grapheme. */
  readonly graphemeUnits: number
  readonly mayMixScripts: boolean
}

/**
 * 30 notes full of the slowest signs take two seconds of CPU and 400 MB. The longest grapheme in use is an emoji of 15 units;
 * Unicode's stream-safe format has 30 marks on a letter (UAX #15). The compiler ends its process over 256 in Devanagari.
 */
const usual: Limits = { tiers: [{ letters: 400, work: 150_000 }], graphemeUnits: 32, mayMixScripts: true }

/** For a second attempt: the compiler ends its process at five Hebrew letters with a mark for symbols on each. */
const plain: Limits = { ...usual, graphemeUnits: 16, mayMixScripts: false }

/** For a last attempt, after a text that nobody has foreseen: also for short notes, if there are thousands. */
const short: Limits = {
  tiers: [
    { letters: 80, work: 0 },
    { letters: 20, work: 300_000 },
  ],
  graphemeUnits: 8,
  mayMixScripts: false,
}

/** Cuts texts that would stop an export, and leaves all others as they are. A cut text ends with an ellipsis. */
export function settable(board: BoardSnapshot, caution: Caution = 0): SettableBoard {
  const limits = [usual, plain, short][caution] ?? short
  const shortened = new Set<string>()
  const written = board.notes.map((note) => {
    const text = settableText(note.text, limits)
    if (text !== note.text) shortened.add(note.id)
    return { ...note, text }
  })
  const notes = limits.tiers.reduce((before, { letters, work }) => {
    const large = largeNotes(before, letters, work)
    return before.map((note) => {
      if (!large.has(note.id)) return note
      shortened.add(note.id)
      return { ...note, text: `${cutTo(note.text, letters)}…` }
    })
  }, written)
  const titled = <T extends { readonly title: string }>(thing: T): T => ({
    ...thing,
    title: settableText(thing.title, limits),
  })
  return {
    board: withWords(
      {
        ...titled(board),
        notes,
        clusters: board.clusters.map(titled),
        rounds: board.rounds.map(titled),
      },
      (text) => settableText(text, limits),
    ),
    shortened: notes.flatMap(({ id }) => (shortened.has(id) ? [id] : [])),
  }
}

/** Words of a page, without what compilers stumble over. All that people write in earnest stays as it is. */
export function settableWords(text: string): string {
  return settableText(text, plain)
}

/** The notes with the most work, as many as must be cut. */
function largeNotes(
  notes: readonly { readonly id: string; readonly text: string }[],
  letters: number,
  maxWork: number,
): ReadonlySet<string> {
  const long = notes
    .filter(({ text }) => text.length > letters)
    .map(({ id, text }) => ({ id, work: workOf(text) }))
    .filter(({ work }) => work > letters)
    .sort((a, b) => b.work - a.work)
  let left = long.reduce((sum, { work }) => sum + work, 0)
  const large = new Set<string>()
  for (const { id, work } of long) {
    if (left <= maxWork) break
    left -= work
    large.add(id)
  }
  return large
}

const lastLatin = 0x24f
/** A longer word is measured and broken letter by letter. */
const longWord = 100

/** Letters of a script that is set slowly: some 13 µs and 2 kB each. Latin words take a tenth of it. Measured. */
function workOf(text: string): number {
  let work = 0
  let word = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    word = code === 0x20 || code === 0x0a ? 0 : word + 1
    work += code > lastLatin || code === 0x0a || word > longWord ? 1 : 0.1
  }
  return work
}

/** Marks or joiners in a row, each with at most one sign before it; or Hangul letters. A search is faster than a cut. */
const mayBeLong = /(?:[^\p{M}\p{Cf}\s]?[\p{M}\p{Cf}]){8}|[\u1100-\u11FF]{8}/u
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function settableText(text: string, { graphemeUnits, mayMixScripts }: Limits): string {
  const unmixed = mayMixScripts ? text : withoutForeignMarks(text)
  if (unmixed.length <= graphemeUnits || (mayMixScripts && !mayBeLong.test(unmixed))) return unmixed
  return Array.from(graphemes.segment(unmixed), ({ segment }) =>
    segment.length <= graphemeUnits ? segment : `${cutTo(segment, graphemeUnits)}…`,
  ).join('')
}

/** Drops marks that do not follow a letter or mark of their own script, told by 256 neighbouring code points. Not emoji's. */
function withoutForeignMarks(text: string): string {
  return text.replaceAll(/(?![\uFE0E\uFE0F\u20E3])\p{M}/gu, (mark, at: number) =>
    at > 0 && text.charCodeAt(at - 1) >> 8 === mark.charCodeAt(0) >> 8 ? mark : '',
  )
}
