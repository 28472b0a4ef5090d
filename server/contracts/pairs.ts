/** One person's yes to "same idea?" about a pair of notes. */
export interface PairYes {
  readonly board: string
  /** A key for the hashes of the board's voters. The first one stays: see `pairKeyOf`. */
  readonly key: string
  /** See `pairKey` of the activity. */
  readonly pair: string
  /** A keyed hash of the person and the pair: nothing ties two yeses of one person together. */
  readonly voter: string
  readonly isYes: boolean
}

/** The people who say that two notes have the same idea. */
export interface PairStore {
  /** Undefined while nobody has said yes. */
  readonly pairKeyOf: (board: string) => Promise<string | undefined>
  /** The pairs with a yes at least, and the number of people who say it. */
  readonly pairCountsOf: (
    board: string,
  ) => Promise<readonly { readonly pair: string; readonly yes: number }[]>
  /** Returns the number of people who say yes to this pair now. */
  readonly setPairYes: (yes: PairYes) => Promise<number>
  /** Those of these pairs to which their voter says yes. */
  readonly ownPairs: (
    board: string,
    asked: readonly Pick<PairYes, 'pair' | 'voter'>[],
  ) => Promise<readonly string[]>
  /** Forgets the yeses to one pair; without a pair those of the whole board, and the key. */
  readonly forgetPairs: (board: string, pair?: string) => Promise<void>
}
