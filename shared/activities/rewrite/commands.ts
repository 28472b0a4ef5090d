import { Type, type Static } from 'typebox'
import { idPattern } from '../../board/id.ts'
import type { RefusalTable } from '../../workshop/refusals.ts'
import { commentLimits, mergedWordingLimit } from '../../board/limits.ts'
import { positionPattern } from '../../board/text-place.ts'

/** Schemas are for the server. The client imports types alone, so that no validator reaches the browser. */
const id = Type.String({ pattern: idPattern })
const position = Type.String({ pattern: positionPattern })

/** Keeps the words of a statement, as the server has them, as a version. */
export const KeepVersionSchema = Type.Object({
  kind: Type.Literal('version.keep'),
  statement: id,
})

export type RewriteCommand = Static<typeof KeepVersionSchema> | PhraseCommand

export type RewriteResult =
  /** The version that was kept. */
  | { readonly version: string }
  /** The graft that was made. */
  | { readonly graft: string }

export const rewriteRefusals = {
  nothing_to_keep: {
    message: 'These words are kept already, or there are none; nothing new was kept.',
    mayRetry: false,
  },
} as const satisfies RefusalTable

/** Says something about words of a statement, without a name. The server reads the words at these positions itself. */
export const AddCommentSchema = Type.Object({
  kind: Type.Literal('comment.add'),
  statement: id,
  start: position,
  end: position,
  text: Type.String({ minLength: 1, maxLength: commentLimits.letters }),
})

/** The group has dealt with a comment, or it is open again. */
export const SettleCommentSchema = Type.Object({
  kind: Type.Literal('comment.settle'),
  comment: id,
  isDone: Type.Boolean(),
})

/** Puts words of one statement or version into another statement. */
export const GraftSchema = Type.Object({
  kind: Type.Literal('statement.graft'),
  /** Id of the statement or version that the words come from. */
  from: id,
  text: Type.String({ minLength: 1, maxLength: mergedWordingLimit }),
  into: id,
  /** Null: at its end. */
  at: Type.Union([position, Type.Null()]),
})

type PhraseCommand =
  | Static<typeof AddCommentSchema>
  | Static<typeof SettleCommentSchema>
  | Static<typeof GraftSchema>
