/**
 * The awareness state of one connection, at most 1 kB of JSON, at most twice a second. The server overwrites
 * who this is, from `participant` to `leads`, with what it knows, so that nobody can speak for another person.
 */
export interface PresenceState {
  readonly participant: string
  readonly index: number
  readonly name: string
  readonly colour: number
  /** A facilitator; absent for others. */
  readonly leads?: true | undefined
  /** Ids of selected notes and clusters, at most 50. */
  readonly selection: readonly string[]
  /** The note being written in. */
  readonly editing: string | null
  /** The view of this person, for followers: x, y, width, height in board units. */
  readonly view: readonly [number, number, number, number] | null
  /** A facilitator shows all this on purpose while a secret vote is open; absent otherwise. */
  readonly shows?: true | undefined
}

export const presenceLimit = 1_024

/** With more connections people are a number: only facilitators have a state that others see. */
export const crowdLimit = 200
