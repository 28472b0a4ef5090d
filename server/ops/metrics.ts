import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from '@prometheus-io/client'
import type { RelayObserver, RoomsStats } from '../relay/stats.ts'
import type { Store } from '../contracts/store.ts'
import type { NodeFigures } from './node.ts'

interface HostFigures {
  readonly dataDir: string
  readonly countBoards: () => Promise<number>
  /** When the newest backup was made, in milliseconds since 1970. Null without one. */
  readonly backedUpAt: () => Promise<number | null>
  readonly isReplaced: () => Promise<boolean>
  /** Of a server among several. */
  readonly node?: () => NodeFigures
}

/** Store files (server/store/sqlite/database.ts). */
const databaseFiles = ['boussole.sqlite', 'boussole.sqlite-wal']

/** Figures of the disk and the data folder, for the alarms of a host. A figure that cannot be read is left out. */
function registerHostFigures(register: Registry, figures: HostFigures): void {
  const gauge = (name: string, help: string, read: () => Promise<number | null>): void => {
    register.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        async collect() {
          this.remove()
          const value = await read().catch(() => null)
          if (value !== null) this.set(value)
        },
      }),
    )
  }
  gauge('boussole_boards', 'Boards in the data folder.', figures.countBoards)
  gauge('boussole_database_bytes', 'Bytes of the database, with its write-ahead log.', async () => {
    const sizes = await Promise.all(
      databaseFiles.map(
        async (name) => (await stat(join(figures.dataDir, name)).catch(() => null))?.size ?? 0,
      ),
    )
    return sizes.reduce((sum, size) => sum + size, 0)
  })
  gauge('boussole_disk_free_bytes', 'Free bytes on the disk of the data folder.', async () => {
    const { bavail, bsize } = await statfs(figures.dataDir)
    return bavail * bsize
  })
  gauge('boussole_backup_timestamp_seconds', 'When the newest file in BACKUP_DIR was made.', async () => {
    const at = await figures.backedUpAt()
    return at === null ? null : at / 1_000
  })
  gauge('boussole_files_replaced', '1 while files of another version wait for a restart.', async () =>
    Number(await figures.isReplaced()),
  )
  const { node } = figures
  if (!node) return
  gauge('boussole_node_boards', 'Boards that this server has.', async () => node().boards)
  const total = totalsOf(register, node)
  total('boussole_node_takeovers_total', 'Boards taken from a server that was gone.', (of) => of.takeovers)
  total(
    'boussole_node_fenced_total',
    'Boards that somebody else had or had changed, as an append found out.',
    (of) => of.fenced,
  )
  total('boussole_node_own_total', 'Requests and sockets of boards answered here.', (of) => of.own)
  total('boussole_node_forwarded_total', 'Those passed on to other servers.', (of) => of.forwarded)
}

/**
 * The metrics of the process, for Prometheus. Labels are closed sets (error codes, statuses): never a board,
 * participant, name or address.
 */
export interface Metrics {
  /** For the relay, which knows nothing of Prometheus. */
  readonly observer: RelayObserver
  readonly committed: (seconds: number, isOk: boolean) => void
  readonly answered: (status: number) => void
  /** A photo was decoded and is on disk. */
  readonly photoKept: (seconds: number) => void
  /** The text format of Prometheus. */
  readonly text: () => Promise<string>
  readonly contentType: string
  readonly close: () => void
}

/**
 * Usual figures are milliseconds (measured): a tick takes 1 to 20, a commit 1 to 50, and trouble begins at
 * 100.
 */
const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5]

export function createMetrics(relay: () => RoomsStats, host?: HostFigures): Metrics {
  const register = new Registry()
  // Once a second, and not ten times: an idle server stays idle.
  collectDefaultMetrics({ register, eventLoopUtilizationTimeout: 1_000 })
  registerRelay(register, relay)
  if (host) registerHostFigures(register, host)
  const { ticks, commits, photos } = newHistograms(register)
  const { failures, refusals, answers } = newCounters(register)
  const delay = registerEventLoopDelay(register)
  return {
    observer: {
      ticked: (ms) => ticks.observe(ms / 1_000),
      refused: (reason) => refusals.inc({ reason }),
    },
    committed: (seconds, isOk) => {
      if (isOk) commits.observe(seconds)
      else failures.inc()
    },
    answered: (status) => answers.inc({ status }),
    photoKept: (seconds) => photos.observe(seconds),
    text: () => register.metrics(),
    contentType: register.contentType,
    close: () => {
      delay.disable()
      register.clear()
    },
  }
}

/** Registers figures that grow. They are read when Prometheus asks. */
function totalsOf<Source>(register: Registry, source: () => Source) {
  return (name: string, help: string, read: (source: Source) => number): void =>
    register.registerMetric(
      new Counter({
        name,
        help,
        registers: [],
        collect() {
          this.remove()
          this.inc(read(source()))
        },
      }),
    )
}

/** Figures that the relay counts itself. They are read when Prometheus asks. */
function registerRelay(register: Registry, relay: () => RoomsStats): void {
  const gauge = (name: string, help: string, read: (stats: RoomsStats) => number): void => {
    register.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(read(relay()))
        },
      }),
    )
  }
  const total = totalsOf(register, relay)
  gauge(
    'boussole_people',
    'People on boards, each once a board, on however many devices.',
    ({ people }) => people,
  )
  gauge(
    'boussole_connections',
    'Open websocket connections: one for each window of each device, two while a desk is open.',
    ({ connections }) => connections,
  )
  gauge('boussole_rooms', 'Boards open in memory.', ({ boards }) => boards)
  gauge('boussole_store_writable', '1 while the store takes writes.', ({ isWritable }) => Number(isWritable))
  gauge('boussole_queue_length', 'Updates that wait for the next tick.', ({ waiting }) => waiting)
  total('boussole_updates_saved_total', 'Updates of participants that are on disk.', ({ saved }) => saved)
  total('boussole_deliveries_total', 'Document frames written to sockets.', ({ deliveries }) => deliveries)
  total(
    'boussole_joins_total',
    'Connections that joined a board: windows and returns, not people.',
    ({ joins }) => joins,
  )
  total('boussole_lags_total', 'Readers skipped until their network drained.', ({ lags }) => lags)
}

function newHistograms(register: Registry) {
  const seconds = (name: string, help: string): Histogram =>
    new Histogram({ name, help, buckets: secondsBuckets, registers: [register] })
  return {
    ticks: seconds(
      'boussole_tick_seconds',
      'From taking what waited on a board to having shown it, the commit included.',
    ),
    commits: seconds(
      'boussole_commit_seconds',
      'From asking the store to append until the append was on disk.',
    ),
    photos: seconds(
      'boussole_photo_seconds',
      'From having received a picture until it was decoded, drawn anew and on disk.',
    ),
  }
}

function newCounters(register: Registry) {
  const registers = [register]
  return {
    failures: new Counter({
      name: 'boussole_commit_failures_total',
      help: 'Appends that the store refused.',
      registers,
    }),
    refusals: new Counter({
      name: 'boussole_refusals_total',
      help: 'Updates, commands and frames refused, by the code of the error.',
      labelNames: ['reason'],
      registers,
    }),
    answers: new Counter({
      name: 'boussole_http_responses_total',
      help: 'HTTP answers, by status.',
      labelNames: ['status'],
      registers,
    }),
  }
}

/**
 * The delay since the last look: an alarm needs it. The default metrics count over the whole life of the
 * process.
 */
function registerEventLoopDelay(register: Registry): ReturnType<typeof monitorEventLoopDelay> {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  const nsPerSecond = 1e9
  register.registerMetric(
    new Gauge({
      name: 'boussole_event_loop_delay_seconds',
      help: 'Delay of the event loop since the last look, by quantile.',
      labelNames: ['quantile'],
      registers: [],
      collect() {
        for (const quantile of [0.5, 0.99]) {
          this.set({ quantile }, delay.percentile(quantile * 100) / nsPerSecond)
        }
        this.set({ quantile: 1 }, delay.max / nsPerSecond)
        delay.reset()
      },
    }),
  )
  return delay
}

/** The same store. Reports to `committed` how long each append took to reach the disk. */
export function meteredStore(store: Store, committed: (seconds: number, isOk: boolean) => void): Store {
  return {
    ...store,
    append: async (...args) => {
      const startedAt = performance.now()
      const report = (isOk: boolean): void => committed((performance.now() - startedAt) / 1_000, isOk)
      try {
        await store.append(...args)
      } catch (error) {
        report(false)
        throw error
      }
      report(true)
    },
  }
}
