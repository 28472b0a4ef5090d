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
  readonly observer: RelayObserver
}

/** Told of single events, for what a counter cannot say. Called in the relay's inner loops: must be quick. */
export interface RelayObserver {
  /** From taking a tick's updates to having shown them, the commit included. */
  readonly ticked: (ms: number) => void
  /** An update or a command was refused; the reason is the error's code. */
  readonly refused: (reason: string) => void
}

const nobody: RelayObserver = { ticked: () => undefined, refused: () => undefined }

export function newStats(observer: RelayObserver = nobody): RelayStats {
  return { ticks: 0, deliveries: 0, saved: 0, refused: 0, lags: 0, joins: 0, observer }
}
