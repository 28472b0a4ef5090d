import type { CommandReply } from '#shared/wire/command.ts'
import type { Refusal } from '#shared/wire/refusal.ts'
import type { ServerHello } from '#shared/wire/hello.ts'
import type { LiveBoard } from './live-board.ts'
import type { Session } from './session.ts'

/** Work that goes on beside an open board: commands, votes, private writing. Rooms call it. */
export interface BoardServices {
  /** A room has loaded the board. Nobody has joined yet. */
  readonly opened: (board: LiveBoard) => Promise<void>
  /** The room is about to unload the board. */
  readonly closed: (board: string) => void
  readonly joined: (board: LiveBoard, session: Session) => Promise<void>
  /** A connection has closed. The same person may have others. */
  readonly left: (board: LiveBoard, session: Session) => void
  /** Part of the hello that only this session receives. */
  readonly privateHello: (board: LiveBoard, session: Session) => Promise<PrivateHello>
  /** Checks and runs one command. `envelope` is unchecked input. Never rejects. */
  readonly run: (board: LiveBoard, session: Session, envelope: unknown) => Promise<CommandAnswer>
}

export type PrivateHello = Pick<ServerHello, 'ballots' | 'doneWith' | 'own'>

/** A refusal without a key answers an envelope that has none. */
export type CommandAnswer = CommandReply | Refusal
