import type { Mark } from './mark.ts'

/**
 * The awareness state of one connection, at most 1 kB of JSON, at most twice a second. The server overwrites
 * who this is, from `participant` to `takesPart`, with what it knows, so that nobody can speak for another person.
 */
export interface PresenceState {
  readonly participant: string
  readonly index: number
  readonly name: string
  readonly colour: number
  /** A facilitator; absent for others. */
  readonly leads?: true | undefined
  /** A facilitator who takes part, too; absent for others. */
  readonly takesPart?: true | undefined
  /** Ids of selected notes and clusters, at most 50. */
  readonly selection: readonly string[]
  /** The note being written in. */
  readonly editing: string | null
  /** The place in a statement where this person writes; absent elsewhere. */
  readonly caret?: Caret | undefined
  /** The view of this person, for followers: x, y, width, height in board units. */
  readonly view: readonly [number, number, number, number] | null
  /** Absent: none. */
  readonly mark?: Mark | undefined
  /** A facilitator shows all this on purpose while a secret vote is open; absent otherwise. */
  readonly shows?: true | undefined
}

/** Positions in its words, as `shared/board/text-place.ts` writes them. */
export interface Caret {
  readonly statement: string
  readonly anchor: string
  readonly head: string
}

export const presenceLimit = 1_024

/** With more connections people are a number: only facilitators have a state that others see. */
export const crowdLimit = 200
