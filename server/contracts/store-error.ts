/**
 * `disk`: the disk is full, read-only, gone, busy or broken. No write succeeds at the moment.
 * `rule`: this request alone broke a rule of the database. It would fail again.
 * `damage`: the rows that this request needs cannot be read. Other boards can.
 * `fenced`: another process has the board now. Nothing was written, and what is in memory here may lack something.
 * `outdated`: a newer version has changed the database, and this one can do nothing with it.
 * `unknown`: the answer got lost. Nobody knows whether the change was written: the board must be loaded again.
 */
export type StoreErrorKind = 'disk' | 'rule' | 'damage' | 'fenced' | 'outdated' | 'unknown'

/** An error of the store. Its message is for the log. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly kind: StoreErrorKind

  constructor(
    message: string,
    { kind = 'disk', ...options }: ErrorOptions & { readonly kind?: StoreErrorKind } = {},
  ) {
    super(message, options)
    this.kind = kind
  }
}
