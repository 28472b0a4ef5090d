import type { ActivityCommand, CommandResult, ActivityRefusalCode } from '../activities/types.ts'
import type { BaseRefusalCode } from '../workshop/refusals.ts'
import type { AgendaCommand } from './agenda-commands.ts'
import type { BoardCommand } from './board-commands.ts'

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

export type Command = BoardCommand | AgendaCommand | ActivityCommand

export interface CommandEnvelope {
  /** Idempotency key: a command that is sent again after a lost connection happens once. */
  readonly key: string
  readonly command: Command
}

export const commandKeyLength = { min: 8, max: 32 } as const

export type CommandReply =
  | ({ readonly key: string; readonly ok: true } & CommandResult)
  | { readonly key: string; readonly ok: false; readonly code: RefusalCode; readonly message: string }

/** The rectangle of the board that the facilitator asks everyone to look at. */
export interface Gathering {
  readonly from: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A projector shows this place in so many pages. */
export interface ProjectedPages {
  readonly place: string
  readonly pages: number
}

/** How far the sentence that the room signs has filled with ink. */
export interface Ink {
  readonly adoption: string
  /** From 0 to 4: coarse, so that nobody is counted. */
  readonly quarters: number
}
