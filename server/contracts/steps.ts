/** People who have said that they are done with the running step of a board. */
export interface StepStore {
  /** Participant ids. */
  readonly doneInStep: (board: string, move: number) => Promise<readonly string[]>
  /** Forgets those of earlier moves of the board. */
  readonly setStepDone: (board: string, move: number, participant: string, isDone: boolean) => Promise<void>
}
