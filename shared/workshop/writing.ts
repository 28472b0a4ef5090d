/**
 * How people write on a board: shared, every note is seen as it is written; private, each writes on a desk that
 * only its owner sees, until a facilitator reveals all desks at once.
 */
export const WritingMode = { shared: 'shared', private: 'private' } as const
export type WritingMode = (typeof WritingMode)[keyof typeof WritingMode]

export interface Writing {
  readonly mode: WritingMode
  /** When this mode began, milliseconds since 1970 by the server's clock; 0 on a board that never changed it. */
  readonly since: number
  /**
   * Progress of private writing, at most twice a second: how many people have at least one draft with words in it.
   * People are counted, never drafts or letters. While writing is shared, the last figures of the private time.
   */
  readonly wrote: number
  /** Of how many: participants who are here, and whoever has a desk. */
  readonly of: number
  /** The last reveal, by an id of its command: a command that is sent again happens once. */
  readonly revealed: string | null
}

export const sharedWriting: Writing = { mode: WritingMode.shared, since: 0, wrote: 0, of: 0, revealed: null }

/** Drafts one desk takes; twenty-five times the twenty proposals the method asks a whole team for. */
export const draftsLimit = 500
