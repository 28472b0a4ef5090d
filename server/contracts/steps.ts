import type { PhaseNotes } from '#shared/agenda/phase-notes.ts'

/** Besides the document: notes for facilitators, and people who have said that they are done with the running step of a board. */
export interface StepStore {
  /** The notes of the board's agenda that only facilitators may read; empty without any. */
  readonly phaseNotes: (board: string) => Promise<PhaseNotes>
  readonly keepPhaseNotes: (board: string, notes: PhaseNotes) => Promise<void>
  /** Participant ids. */
  readonly doneInStep: (board: string, move: number) => Promise<readonly string[]>
  /** Forgets those of earlier moves of the board. */
  readonly setStepDone: (board: string, move: number, participant: string, isDone: boolean) => Promise<void>
  readonly forgetStepsDone: (board: string) => Promise<void>
}
