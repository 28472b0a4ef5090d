import { limits } from './limits.ts'
import { Bucket } from '../basics/bucket.ts'

/**
 * What one person may send to one board, whatever the number of their connections: many of them together, or one that
 * comes back again and again, get no more than one that stays.
 */
export class Budgets {
  readonly updates: Bucket
  readonly bytes: Bucket
  /** Cursors, awareness, pings: everything that is not an update or a command. */
  readonly signals: Bucket
  /** Yjs client ids used for the first time: each stays in the board's state vector for ever. */
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

  /** A new one would be the same. */
  isForgettable(at: number): boolean {
    return (
      this.connections === 0 &&
      [this.updates, this.bytes, this.signals, this.clientIds, this.work].every((bucket) => bucket.isFull(at))
    )
  }
}
