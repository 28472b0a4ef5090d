/** Counters since the start of the process, for metrics. */
export interface RelayStats {
  ticks: number
  /** Document frames written to sockets. */
  deliveries: number
  /** Updates of participants that are on disk. */
  saved: number
  refused: number
  /** How often a slow reader was skipped until it drained. */
  lags: number
  joins: number
}

export function newStats(): RelayStats {
  return { ticks: 0, deliveries: 0, saved: 0, refused: 0, lags: 0, joins: 0 }
}
