/**
 * The way of writing on a board. Shared: everybody sees each note as it is written. Private: each person writes drafts on
 * a desk that only they see, until a facilitator reveals all desks at once.
 */
export const WritingMode = { shared: 'shared', private: 'private' } as const
export type WritingMode = (typeof WritingMode)[keyof typeof WritingMode]

export interface Writing {
  readonly mode: WritingMode
  /** When this mode began, milliseconds since 1970 by the server's clock; 0 on a board that never changed it. */
  readonly since: number
  /**
   * Number of these participants who have written a draft in this private time, or have one from before that the reveal
   * would show. It counts people, never drafts or letters. While writing is shared it keeps the last figure.
   */
  readonly wrote: number | null
  /** Number of participants who have been here in this private time. It never falls while the time lasts. */
  readonly of: number
  /** The id of the command of the last reveal. A command that is sent again happens once. */
  readonly revealed: string | null
}

export const sharedWriting: Writing = { mode: WritingMode.shared, since: 0, wrote: 0, of: 0, revealed: null }

/** Maximum number of drafts on one desk: 25 times the proposals that the method asks of a whole team. */
export const draftsLimit = 500
