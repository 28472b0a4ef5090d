import type * as Y from 'yjs'
import { cutTo } from '../text/letters.ts'
import { commentsRoot } from './document.ts'
import { isId } from './id.ts'
import { commentLimits, mergedWordingLimit } from './limits.ts'
import { wordingOf } from './statements.ts'
import { findPhrase, spanOf, trimmedSpan, type Span, type TextPlace } from './text-place.ts'

/** Words about words of a statement. Nobody is told who wrote them. */
export interface BoardComment extends TextPlace {
  readonly id: string
  readonly statement: string
  /** The words that it is about, as they were. */
  readonly quote: string
  readonly text: string
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number
  /** The group has dealt with it. */
  readonly isDone: boolean
}

export function readComment(doc: Y.Doc, id: string): BoardComment | undefined {
  const entry = commentsRoot(doc).get(id)
  if (typeof entry !== 'object' || entry === null) return undefined
  const { statement, start, end, quote, text, at, isDone } = entry as Record<string, unknown>
  if (!isId(statement) || typeof start !== 'string' || typeof end !== 'string') return undefined
  if (typeof quote !== 'string' || typeof text !== 'string' || typeof at !== 'number') return undefined
  return {
    id,
    statement,
    start,
    end,
    quote: cutTo(quote, mergedWordingLimit),
    text: cutTo(text, commentLimits.letters),
    at,
    isDone: isDone === true,
  }
}

/** All comments of the board, or those on one statement: oldest first. */
export function commentsOf(doc: Y.Doc, statement?: string): readonly BoardComment[] {
  return [...commentsRoot(doc).keys()]
    .flatMap((id) => readComment(doc, id) ?? [])
    .filter((comment) => statement === undefined || comment.statement === statement)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/**
 * The words that a comment is on, as they stand now. Words that were moved are found again by the quote. Undefined when the
 * words are gone.
 */
export function commentSpan(doc: Y.Doc, { statement, start, end, quote }: BoardComment): Span | undefined {
  const wording = wordingOf(doc, statement)
  if (!wording) return undefined
  const text = wording.toString()
  const span = spanOf(wording, { start, end })
  return (span && trimmedSpan(text, span)) ?? findPhrase(text, quote, span?.start ?? 0)
}

/** Server only, as below. */
export function writeComment(doc: Y.Doc, { id, ...comment }: BoardComment): void {
  doc.transact(() => commentsRoot(doc).set(id, comment))
}

/** False when there is no such comment. */
export function settleComment(doc: Y.Doc, id: string, isDone: boolean): boolean {
  const comment = readComment(doc, id)
  if (comment && comment.isDone !== isDone) writeComment(doc, { ...comment, isDone })
  return comment !== undefined
}
