import { Type, type Static } from 'typebox'
import { idPattern } from '../../board/id.ts'
import type { PhraseCommand } from './phrase-commands.ts'
import type { RefusalTable } from '../../workshop/refusals.ts'

/** Schemas are for the server. The client imports types alone, so that no validator reaches the browser. */

/** Keeps the words of a statement, as the server has them, as a version. */
export const KeepVersionSchema = Type.Object({
  kind: Type.Literal('version.keep'),
  statement: Type.String({ pattern: idPattern }),
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
