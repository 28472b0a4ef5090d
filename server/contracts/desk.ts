import type { CommandEnvelope, CommandReply } from '#shared/wire/command.ts'
import type { OwnBallot } from '#shared/wire/hello.ts'
import type { Session } from './session.ts'
import type { LiveBoard } from './live-board.ts'

/** The keeper of what is private and governed: rounds, ballots, writing in private. Rooms call it, nobody else. */
export interface Desk {
  /** A room has been loaded: publishes what a crash left unpublished and arms the deadlines of open rounds. */
  readonly boardOpened: (board: LiveBoard) => Promise<void>
  /** The room is about to be unloaded: forgets its timers. */
  readonly boardClosed: (id: string) => void
  /** Somebody connected: counts among those who can vote. */
  readonly joined: (board: LiveBoard, session: Session) => Promise<void>
  /** A connection has gone; its person may have others. */
  readonly left: (board: LiveBoard, session: Session) => void
  readonly ballotsOf: (board: LiveBoard, session: Session) => Promise<readonly OwnBallot[]>
  /** Decides rights by the policy table, then acts. Never throws for what a client can cause. */
  readonly command: (board: LiveBoard, session: Session, envelope: CommandEnvelope) => Promise<CommandReply>
}
