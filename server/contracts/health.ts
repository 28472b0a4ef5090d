/** Health of the store. */
export interface HealthStore {
  /** Rejects unless a write reaches the disk and boards' logs can be appended to. */
  readonly probe: () => Promise<void>
}
