import type { TokenScope } from '#shared/workshop/token-scope.ts'

/** Tokens with which programs work on a board. */
export interface TokenStore {
  /** False, and nothing kept, when the board has `max` tokens already. */
  readonly putToken: (token: Omit<TokenRow, 'used'>, max: number) => Promise<boolean>
  /** Oldest first. */
  readonly tokensOf: (board: string) => Promise<readonly TokenRow[]>
  /** Undefined once the token is withdrawn. */
  readonly findToken: (hash: string) => Promise<TokenRow | undefined>
  readonly tokenUsed: (hash: string, at: number) => Promise<void>
  /** False when the board has no such token. */
  readonly withdrawToken: (board: string, id: string) => Promise<boolean>
}

export interface TokenRow {
  readonly hash: string
  readonly board: string
  /** Tells it from the board's others; opens nothing. */
  readonly id: string
  /** Its use, as a facilitator wrote it. */
  readonly name: string
  readonly scopes: readonly TokenScope[]
  /**
   * The participant id of the facilitator who made it. A facilitator who is cut off with their link loses their tokens too
   * (see BoardStore.revokeLink).
   */
  readonly maker: string
  /** Milliseconds since 1970. */
  readonly created: number
  /** The last use; null before the first. */
  readonly used: number | null
}
