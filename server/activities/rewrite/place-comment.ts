import type * as Y from 'yjs'
import { commentsOf, writeComment } from '#shared/board/comments.ts'
import { commentLimits } from '#shared/board/limits.ts'
import { wordingOf } from '#shared/board/statements.ts'
import { placeIn, spanOf, trimmedSpan, type TextPlace } from '#shared/board/text-place.ts'

/** The words are not there any more; or there is no room. */
export type PhraseProblem = 'unknown_item' | 'too_large'

export interface NewComment extends TextPlace {
  readonly id: string
  readonly statement: string
  readonly text: string
  readonly at: number
}

/** Puts a comment on words of a statement. The quote is what stands there now, whatever the client has seen. */
export function placeComment(
  doc: Y.Doc,
  { id, statement, start, end, text, at }: NewComment,
): PhraseProblem | undefined {
  const wording = wordingOf(doc, statement)
  if (!wording) return 'unknown_item'
  if (commentsOf(doc).length >= commentLimits.count) return 'too_large'
  const words = wording.toString()
  const there = spanOf(wording, { start, end })
  const span = there && trimmedSpan(words, there)
  if (!span) return 'unknown_item'
  const quote = words.slice(span.start, span.end)
  writeComment(doc, { id, statement, ...placeIn(wording, span), quote, text, at, isDone: false })
  return undefined
}
