import type { ActivityRefusalCode } from '../activities/types.ts'
import type { BaseRefusalCode } from '../workshop/refusals.ts'

/** The one shape of every error, over HTTP and over the websocket. */
export interface Refusal {
  /** Stable, for programs and for the interface's catalogues (`errors.<code>`). */
  readonly code: RefusalCode
  /** One English sentence: what happened, that nothing else is lost, what to do. */
  readonly message: string
  /** Of a change that breaks the schema: the wrong part of the document, as `notes.tint` or `place[3]`. */
  readonly field?: string
}

export type RefusalCode = BaseRefusalCode | ActivityRefusalCode
