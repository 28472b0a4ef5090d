/** The part of a pino logger the relay uses. Never pass it a token or a note's text. */
export interface RelayLog {
  readonly info: (facts: object, message: string) => void
  readonly warn: (facts: object, message: string) => void
  readonly error: (facts: object, message: string) => void
}
