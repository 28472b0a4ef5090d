import type * as Y from 'yjs'
import type { DraftFacts, StepAnswers, WrittenBySteps } from '#shared/board/draft.ts'
import type { StepAnswer } from '#shared/agenda/activity.ts'
import type { Answers, Phase, Step, StepPath, Template } from '#shared/agenda/template.ts'
import type { Json } from '#shared/board/activities.ts'
import type { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import type { CommandReply, Refusal, RefusalCode } from '#shared/wire/command.ts'
import type { ServerHello } from '#shared/wire/message.ts'
import type { PolicyOperation } from '#shared/activities/policy.ts'
import type { CommandResult } from '#shared/activities/types.ts'
import type { AskingStore, PairStore } from './askings.ts'
import type { Deadline } from './deadlines.ts'
import type { DraftDocuments, DraftStore } from './drafts.ts'
import type { RelayLog, LiveBoard, Session } from './live-board.ts'
import type { PollStore } from './polls.ts'
import type { SessionStore } from './sessions.ts'

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

/** Everything outside its folder that an activity may use on the server. */
export interface ActivityTools {
  readonly polls: PollStore
  readonly pairs: PairStore
  readonly askings: AskingStore
  readonly draftRows: Pick<DraftStore, 'draftOwnersOf' | 'revealDrafts'>
  readonly drafts: Pick<DraftDocuments, 'withDrafts' | 'inMemory' | 'wholeOf'>
  readonly people: Pick<SessionStore, 'namesOf' | 'joinedBefore' | 'countParticipants' | 'leadingAlone'>
  /** The questions whose answers stay on desks until a later step takes the shared ones. */
  readonly answersIn: (step: Step) => readonly StepAnswer[]
  /** Keeps a checkpoint of the board as it is now. */
  readonly keepBefore: (board: string, reason: Exclude<CheckpointReason, 'demand' | 'restore'>) => void
  /** The activity has stored a deadline: `deadlinePassed` is called then. */
  readonly onDeadline: (deadline: Deadline) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly photos: {
    /** True when this participant may put the picture on a note of this board. */
    readonly mayUse: (doc: Y.Doc, participant: string, photo: string) => boolean
    /** Forgets who sent a picture that is on the board. */
    readonly release: (board: string, participant: string, photo: string) => Promise<void>
  }
  /** Cryptographically random. */
  readonly randomBytes: (count: number) => Uint8Array
  /** When figures about people may change: see `SteadyBeat`. */
  readonly pace: { readonly everyMs: number; readonly jitterMs: number }
  readonly log: RelayLog
}

/** A step that runs, for the activities beside the board. */
export interface RunningStep {
  /** The number of its move. The same step has another one when people come back to it. */
  readonly move: number
  /** When it began, by the server's clock, milliseconds since 1970. */
  readonly since: number
  readonly path: StepPath
  readonly phase: Phase
  readonly step: Step
  readonly template: Template
  readonly answers: Answers
  /** People work at so many tables. 0: everybody together. */
  readonly tables: number
}

/** An activity beside one open board. Hooks that it does not need are left out. */
export interface BoardActivity {
  readonly joined?: (session: Session) => void
  /** A connection has closed. The same person may have others. */
  readonly left?: (session: Session) => void
  /** A participant's drafts have changed. */
  readonly draftsChanged?: (
    participant: string,
    facts: DraftFacts,
    answers: readonly StepAnswers[],
    written: WrittenBySteps,
  ) => void
  /** The groups that people named for themselves, by participant: tables are mixed of them. */
  readonly groups?: () => Promise<ReadonlyMap<string, string>>
  /** What it knows of this person alone; undefined for nothing. Their hello has it. */
  readonly ownState?: (session: Session) => Promise<Json | undefined>
  readonly privateHello?: (session: Session) => Promise<Partial<PrivateHello>>
  /** Acts on a deadline that it has stored. It may be called again for one that it has acted on. */
  readonly deadlinePassed?: (id: string) => Promise<void>
  /**
   * A step has begun, of this activity or another one. Called again for the running step when the board is loaded, so it
   * does only what is missing.
   */
  readonly stepBegan?: (running: RunningStep) => Promise<void>
  /** People who came late have got a table of the running step, which is there already. */
  readonly seated?: () => Promise<void>
  /**
   * The step was left, of this activity or another one, and the next one has not begun its work. Called again when the board
   * is loaded, so it does only what is missing.
   */
  readonly stepEnds?: (running: RunningStep) => Promise<void>
  /** No step runs any more: the workshop is over, or the board has no agenda. */
  readonly stepsAreOver?: () => Promise<void>
  /** The board leaves memory: timers end. */
  readonly closed?: () => void
}

/** Everything that a command works with. `State` is the state of its activity beside the open board. */
export interface CommandContext<State> {
  readonly board: LiveBoard
  readonly session: Session
  /** The idempotency key of the client. */
  readonly key: string
  /** An id made of board, person and key. A command that is sent again has the same one, also after a restart. */
  readonly id: string
  readonly state: State
}

/** Nothing, the fields of the reply, or the code of a refusal. */
export type CommandOutcome = CommandResult | RefusalCode | undefined

/**
 * How much a command adds to the document at most. `content`: it adds things of any size. A number: it sets so many
 * small entries, which a full document still takes for a while.
 */
export type Growth = 'content' | number

/** One command, ready to be found by its kind. See defineCommand (server/commands/define-activity.ts). */
export interface CommandDefinition<State> {
  readonly kind: string
  /** The operation of the policy table that decides who may run it. */
  readonly operation: PolicyOperation
  /** The command is refused at once while the disk is full. Other commands wait, or fail when they write. */
  readonly isRefusedOnFullDisk: boolean
  readonly hasForm: (command: unknown) => boolean
  /** Only for commands that have the form. */
  readonly growthOf: (command: unknown) => Growth
  /** Only for commands that have the form. Rejects only when the store does. */
  readonly run: (context: CommandContext<State>, command: unknown) => Promise<CommandOutcome>
}
