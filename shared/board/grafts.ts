import type * as Y from 'yjs'
import { folded } from '../text/folded.ts'
import { oneLine } from '../text/clean-line.ts'
import { graftsRoot } from './document.ts'
import { isId } from './id.ts'
import { graftLimit } from './limits.ts'
import { wordingOf } from './statements.ts'
import {
  letterAt,
  findPhrase,
  nearestOf,
  placeIn,
  spanOf,
  trimmedSpan,
  type Span,
  type TextPlace,
} from './text-place.ts'
import type { Graft } from './versions.ts'

/** A phrase that somebody put from one statement into another one. */
interface PlacedGraft extends TextPlace {
  /** The statement that it was put into. */
  readonly statement: string
  /** Id of the statement or version that it came from. */
  readonly from: string
  /** The phrase as it was taken. */
  readonly text: string
  /** Spaces that came with it before and after it. */
  readonly lead?: number
  readonly tail?: number
}

/** Letters of a text that were written together, by the ids that Yjs has given them. */
export interface LettersById {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/** The part of a phrase's words that must still be there. Not measured. */
const leastShare = 0.5

/** The grafted phrases of a statement as they stand in words that were kept of it. */
export function graftsInVersion(doc: Y.Doc, statement: string, kept: string): readonly Graft[] {
  const words = wordingOf(doc, statement)?.toString() ?? ''
  const lead = words.length - words.trimStart().length
  return graftsIn(doc, statement).flatMap((graft): readonly Graft[] => {
    const span = nearestOf(kept, oneLine(words.slice(graft.start, graft.end)), graft.start - lead)
    return span ? [{ ...graft, ...span }] : []
  })
}

/** The grafted phrases of a statement as they stand in its words now. Phrases that were written away are not among them. */
export function graftsIn(doc: Y.Doc, statement: string): readonly Graft[] {
  const wording = wordingOf(doc, statement)
  if (!wording) return []
  const text = wording.toString()
  return placedGrafts(doc)
    .filter((graft) => graft.statement === statement)
    .flatMap((graft): readonly Graft[] => {
      const span = graftSpan(text, graft, spanOf(wording, graft))
      return span ? [{ ...span, from: graft.from, text: graft.text }] : []
    })
    .sort((a, b) => a.start - b.start)
    .slice(0, graftLimit)
}

function graftSpan(text: string, { text: phrase }: PlacedGraft, span: Span | undefined): Span | undefined {
  const exact = findPhrase(text, phrase, span?.start ?? 0)
  const there = span && trimmedSpan(text, span)
  if (!there || (exact && exact.start < there.end && exact.end > there.start)) return exact
  return isMostlySame(phrase, text.slice(there.start, there.end)) ? there : exact
}

function isMostlySame(one: string, other: string): boolean {
  const [a, b] = [wordsIn(one), wordsIn(other)]
  const common = [...a].filter((word) => b.has(word)).length
  return common >= leastShare * Math.max(a.size, b.size)
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(folded(text).match(/[\p{L}\p{N}]+/gu) ?? [])
}

function placedGrafts(doc: Y.Doc): readonly PlacedGraft[] {
  return [...graftsRoot(doc).values()].flatMap(readPlaced)
}

function readPlaced(entry: unknown): readonly PlacedGraft[] {
  if (typeof entry !== 'object' || entry === null) return []
  const { statement, from, text, start, end, lead, tail } = entry as Record<string, unknown>
  const isWhole = isId(statement) && isId(from) && typeof text === 'string'
  if (!isWhole || typeof start !== 'string' || typeof end !== 'string') return []
  return [{ statement, from, text, start, end, lead: lead === 1 ? 1 : 0, tail: tail === 1 ? 1 : 0 }]
}

/** The letters that a graft has put into a statement, whoever has written between them since. */
export function lettersOfGraft(
  doc: Y.Doc,
  id: string,
): (LettersById & { readonly statement: string }) | undefined {
  const [graft] = readPlaced(graftsRoot(doc).get(id))
  const first = graft && letterAt(graft.start)
  if (!first) return undefined
  const { statement, text, lead = 0, tail = 0 } = graft
  return {
    statement,
    client: first.client,
    clock: first.clock - lead,
    length: lead + text.length + tail,
  }
}

/** Server only. Puts a phrase between two letters of a statement, with spaces where words would touch. */
export function addGraft(
  doc: Y.Doc,
  id: string,
  { statement, from, text }: Pick<PlacedGraft, 'statement' | 'from' | 'text'>,
  at: number,
): void {
  const wording = wordingOf(doc, statement)
  if (!wording) return
  doc.transact(() => {
    const before = wording.toString()
    const lead = spaceBefore(before.slice(0, at))
    const tail = spaceAfter(before.slice(at))
    wording.insert(at, lead + text + tail)
    const start = at + lead.length
    graftsRoot(doc).set(id, {
      statement,
      from,
      text,
      lead: lead.length,
      tail: tail.length,
      ...placeIn(wording, { start, end: start + text.length }),
    })
  })
}

/** Letters that a graft adds at this place. */
export function lengthOfGraft(wording: string, text: string, at: number): number {
  return spaceBefore(wording.slice(0, at)).length + text.length + spaceAfter(wording.slice(at)).length
}

function spaceBefore(words: string): string {
  return words === '' || /[\s'’(«“"-]$/u.test(words) ? '' : ' '
}

function spaceAfter(words: string): string {
  return /^[\p{L}\p{N}(«“"]/u.test(words) ? ' ' : ''
}
