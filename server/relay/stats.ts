import { SharedPace } from './tick-pace.ts'

/** Counters since the start of the process, for metrics. */
export interface RelayStats {
  ticks: number
  /** Document frames written to connections. */
  deliveries: number
  /** Updates of participants that are on disk. */
  saved: number
  refused: number
  /** How often a slow reader was skipped until it drained. */
  lags: number
  joins: number
  readonly pace: SharedPace
  readonly observer: RelayObserver
}

/** Receives single events that a counter cannot show. Called in the relay's inner loops: must be quick. */
export interface RelayObserver {
  /** Duration from taking a tick's updates to having shown them, including the commit. */
  readonly ticked: (ms: number) => void
  /** An update or a command was refused. The reason is the error's code. */
  readonly refused: (reason: string) => void
}

/** Figures of all open rooms. */
export interface RoomsStats extends Omit<RelayStats, 'observer' | 'pace'> {
  readonly boards: number
  /** People, counted once on each board, on any number of devices and windows. */
  readonly people: number
  readonly connections: number
  /** Updates and changes that wait for the next tick, on all boards. */
  readonly waiting: number
  /** True while the store takes writes. */
  readonly isWritable: boolean
}

const noObserver: RelayObserver = { ticked: () => undefined, refused: () => undefined }

export function newStats(observer: RelayObserver = noObserver): RelayStats {
  return {
    ticks: 0,
    deliveries: 0,
    saved: 0,
    refused: 0,
    lags: 0,
    joins: 0,
    pace: new SharedPace(),
    observer,
  }
}

/** Adds the figures of boards and drafts. Boards and people are those of the boards alone. */
export function addStats(boards: RoomsStats, drafts: RoomsStats): RoomsStats {
  return {
    boards: boards.boards,
    people: boards.people,
    connections: boards.connections + drafts.connections,
    waiting: boards.waiting + drafts.waiting,
    isWritable: boards.isWritable && drafts.isWritable,
    ticks: boards.ticks + drafts.ticks,
    deliveries: boards.deliveries + drafts.deliveries,
    saved: boards.saved + drafts.saved,
    refused: boards.refused + drafts.refused,
    lags: boards.lags + drafts.lags,
    joins: boards.joins + drafts.joins,
  }
}
