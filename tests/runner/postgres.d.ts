/** A PostgreSQL of a test. */
export interface Postgres {
  readonly url: string
  readonly port: number
  /** A folder of its user, which ends with it. */
  readonly dir: string
  /** As whom it runs; undefined: as whoever has started it. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined
  readonly start: () => Promise<void>
  /** `immediate` is a crash: nothing is finished, and open transactions end. */
  readonly halt: (mode: 'fast' | 'immediate') => Promise<void>
  /** A replica becomes a database of its own. */
  readonly promote: () => Promise<void>
  /** Ends it and removes its folder. */
  readonly stop: () => void
}

export function startPostgres(options?: { readonly copyOf?: string }): Promise<Postgres | undefined>
export function userOf(name: string): { readonly uid: number; readonly gid: number }
