import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { ExportFormat } from '#shared/wire/http.ts'
import { renderIn, startRenderProcess, type RenderOutcome, type RenderRequest } from './render-child.ts'
import { RendererBusy, RenderTooLarge, type ExportJob, type RenderJob } from './renderer.ts'

interface ProcessUsage {
  /** CPU time of all its threads. */
  readonly cpuMs: number
  /** Memory that it holds now. */
  readonly bytes: number
}

/** Linux counts in hundredths of a second, on every machine that Node runs on. */
const msPerTick = 10

/** The use of a process so far. Undefined when it has ended, and on systems without /proc. */
async function usageOf(pid: number): Promise<ProcessUsage | undefined> {
  try {
    const folder = `/proc/${pid}`
    const [stat, status] = await Promise.all([
      readFile(`${folder}/stat`, 'utf8'),
      readFile(`${folder}/status`, 'utf8'),
    ])
    // The second field is the program's name in parentheses. It may contain anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = Number(fields[11]) + Number(fields[12])
    const kilobytes = Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1])
    return Number.isFinite(ticks + kilobytes)
      ? { cpuMs: ticks * msPerTick, bytes: kilobytes * 1_024 }
      : undefined
  } catch {
    return undefined
  }
}

export interface RunLimits {
  /** CPU of one file: ten times as much as 10,000 notes take. Not measured. */
  readonly cpuMs: number
  /** Memory of its process. */
  readonly bytes: number
  /** Heap in megabytes. The compiler allocates its own memory beside it. */
  readonly heapMb: number
  /** A process that hangs and takes no CPU. Pauses do not count. */
  readonly timeoutMs: number
}

/** One file under way, in a process of its own that can be paused. */
export class RenderRun {
  readonly #limits: RunLimits
  readonly #onProgress: (progress: number) => void
  readonly #child: ChildProcess
  readonly #expectedMs: number
  /** Settles when the process has ended. */
  readonly outcome: Promise<RenderOutcome>
  #failure: Error | undefined
  #progress = 0
  #isPaused = false
  #isOver = false
  #activeMs = 0
  /** CPU so far; the time it was not paused, where the system does not tell. */
  cpuMs = 0

  /** Throws `RendererBusy` when the system gives no process. */
  constructor(
    entry: URL,
    request: RenderRequest,
    cost: JobCost,
    limits: RunLimits,
    onProgress: (progress: number) => void,
  ) {
    this.#limits = limits
    this.#onProgress = onProgress
    this.#expectedMs = cost.cpuMs
    try {
      this.#child = startRenderProcess(entry, limits.heapMb)
    } catch (error) {
      throw new RendererBusy(`no process could be started: ${String(error)}`)
    }
    this.outcome = renderIn(this.#child, request, (progress) => this.#advance(progress))
      .catch((error: unknown) => {
        throw this.#failure ?? error
      })
      .finally(() => (this.#isOver = true))
  }

  kill(why: Error): void {
    this.#failure ??= why
    // Ends a paused process, too.
    this.#child.kill('SIGKILL')
  }

  /** A paused process keeps its memory and takes no CPU. Without such signals it just goes on. */
  pause(isPaused: boolean): void {
    if (this.#isPaused === isPaused || process.platform === 'win32') return
    this.#isPaused = isPaused
    this.#child.kill(isPaused ? 'SIGSTOP' : 'SIGCONT')
  }

  /** Called every `sinceMs`. Ends a process that takes too much. Returns the CPU since the call before. */
  async check(sinceMs: number): Promise<number> {
    const { pid } = this.#child
    const usage = pid === undefined ? undefined : await usageOf(pid)
    if (!this.#isPaused) this.#activeMs += sinceMs
    const cpuMs = Math.max(this.cpuMs, usage?.cpuMs ?? this.#activeMs)
    const used = cpuMs - this.cpuMs
    this.cpuMs = cpuMs
    if (cpuMs > this.#limits.cpuMs) this.kill(new RenderTooLarge(`stopped after ${cpuMs} ms of CPU`))
    if (usage && usage.bytes > this.#limits.bytes)
      this.kill(new RenderTooLarge(`stopped at ${usage.bytes} bytes of memory`))
    if (this.#activeMs >= this.#limits.timeoutMs)
      this.kill(new RenderTooLarge(`stopped after ${this.#limits.timeoutMs} ms`))
    this.#advance(Math.min(maxExpected, cpuMs / this.#expectedMs))
    return used
  }

  #advance(progress: number): void {
    // A look at the process may end after the process.
    if (this.#isOver || progress <= this.#progress) return
    this.#progress = progress
    this.#onProgress(progress)
  }
}

/** The expected share of the work is a guess. The last part waits for the file itself. */
const maxExpected = 0.95

/** A guess from the size of the board, before its process has started. */
export interface JobCost {
  readonly cpuMs: number
  readonly megabytes: number
}

/** For an empty board, and for each megabyte of its state. Measured with 0 to 10,000 notes; the report, with days of 300. */
interface Rate {
  readonly start: JobCost
  readonly perMegabyte: JobCost
}

const table: Rate = {
  start: { cpuMs: 200, megabytes: 110 },
  perMegabyte: { cpuMs: 200, megabytes: 70 },
}
const rates: Readonly<Record<ExportFormat, Rate>> = {
  csv: table,
  markdown: table,
  canvas: table,
  json: table,
  replay: table,
  evidence: table,
  pdf: { start: { cpuMs: 350, megabytes: 165 }, perMegabyte: { cpuMs: 1_400, megabytes: 330 } },
  report: { start: { cpuMs: 350, megabytes: 165 }, perMegabyte: { cpuMs: 3_500, megabytes: 490 } },
  png: { start: { cpuMs: 900, megabytes: 230 }, perMegabyte: { cpuMs: 1_700, megabytes: 300 } },
}
/** The account of the board, one font and two pages. Not measured with large boards. */
const purposeRate: Rate = { start: { cpuMs: 1_500, megabytes: 200 }, perMegabyte: table.perMegabyte }
/** An upload's size is known to its own process alone. */
const unknownBytes = 2_000_000

export function costOf(job: RenderJob): JobCost {
  const { start, perMegabyte } =
    job.kind === 'export' ? rates[job.format] : job.kind === 'purpose' ? purposeRate : table
  const megabytes = bytesOf(job) / 1_000_000
  return {
    cpuMs: start.cpuMs + megabytes * perMegabyte.cpuMs,
    megabytes: start.megabytes + megabytes * perMegabyte.megabytes,
  }
}

function bytesOf(job: RenderJob): number {
  if (job.kind === 'export' || job.kind === 'purpose') return job.update.byteLength
  if (job.kind === 'carry' && 'update' in job.source) return job.source.update.byteLength
  return job.kind === 'copy' ? job.file.byteLength : unknownBytes
}

/** Less than half a second: it may be made beside another file of its board. */
export function isSmall({ cpuMs }: JobCost): boolean {
  return cpuMs < 500
}

/** Files that the compiler of texts makes. */
export function needsFonts(job: RenderJob): job is ExportJob {
  return job.kind === 'export' && rates[job.format] !== table
}
