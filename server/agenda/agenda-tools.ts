import type { Step, Template } from '#shared/agenda/template.ts'
import type { ActivityTools, RunningStep } from '../contracts/activity.ts'
import type { StepDoneTools } from './step-done.ts'

/** The agenda asks this of the activities beside the board. */
export interface StepHooks {
  /** The operations that participants may use in the step. Null: all. */
  readonly allowedIn: (step: Step) => readonly string[] | null
  /** The step opens once a purpose was adopted. */
  readonly needsPurpose: (step: Step) => boolean
  readonly began: (running: RunningStep) => Promise<void>
  /** People who came late have got a table of the running step. */
  readonly seated: () => Promise<void>
  readonly ends: (running: RunningStep) => Promise<void>
  readonly over: () => Promise<void>
  /** The groups that people named for themselves, by participant. */
  readonly groups: () => Promise<ReadonlyMap<string, string>>
}

export interface AgendaTools extends StepDoneTools, Pick<ActivityTools, 'randomBytes'> {
  readonly keepBefore: ActivityTools['keepBefore']
  /** How long the server was away for this board, told once. */
  readonly awayMs: (board: string) => number
  /** The value as a template that can be played; undefined when it is none. */
  readonly templateOf: (value: unknown) => Template | undefined
}

/** A command that leads: who, the move that it follows, and its id. */
export interface Leading {
  readonly by: string
  readonly from: number
  readonly id: string
}
