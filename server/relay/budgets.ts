import { Bucket } from '../basics/bucket.ts'
import { limits } from './limits.ts'

/**
 * The limits of one person on one board. All connections of the person share it, also one that comes back
 * again and again: they get no more than a single one that stays.
 */
export class Budgets {
  readonly updates: Bucket
  readonly bytes: Bucket
  /** Cursors, awareness, pings: everything except updates and commands. */
  readonly signals: Bucket
  /** Yjs client ids that are used for the first time. Each stays in the board's state vector permanently. */
  readonly clientIds: Bucket
  /** Milliseconds of checking and applying. */
  readonly work: Bucket
  connections = 0

  constructor(at: number) {
    this.updates = new Bucket(limits.updatesPerSecond, limits.updateBurst, at)
    this.bytes = new Bucket(limits.bytesPerSecond, limits.byteBurst, at)
    this.signals = new Bucket(limits.signalsPerSecond, limits.signalBurst, at)
    this.clientIds = new Bucket(limits.clientIdsPerSecond, limits.clientIdBurst, at)
    this.work = new Bucket(limits.workMsPerSecond, limits.workMsBurst, at)
  }

  /** True when a new one would be equal. */
  isForgettable(at: number): boolean {
    return (
      this.connections === 0 &&
      [this.updates, this.bytes, this.signals, this.clientIds, this.work].every((bucket) => bucket.isFull(at))
    )
  }
}
