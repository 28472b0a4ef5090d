import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import type { RefusalCode } from '#shared/wire/command.ts'
import type { ExportFormat, ExportState } from '#shared/wire/http.ts'
import type { Sender } from '../basics/fair-queue.ts'
import type { NewTemporaryFolder } from '../basics/temporary-folders.ts'
import { signedEvidence } from './evidence-file.ts'
import type { EvidenceFacts } from './evidence-sections.ts'
import type { ReplayInFile } from './replay-file.ts'
import { exportFileName, type NamedExport } from './file-name.ts'
import { RenderCancelled, RendererBusy, RenderTooLarge, type Renderer } from './renderer.ts'

/** An export that somebody asks for. */
export interface ExportOrder extends Sender, NamedExport {
  readonly participants: number
  /** Called at once, so that the file shows the board of this moment. */
  readonly snapshot: () => Promise<Uint8Array>
  /** Writes the board's photos into an empty folder, each in a file named by its id. */
  readonly writePhotos: (folder: string) => Promise<void>
  /** For evidence: the content that the board itself does not have, and the signature of the finished file. */
  readonly evidence?: {
    readonly facts: () => Promise<EvidenceFacts>
    readonly sign: (data: Uint8Array) => Promise<Uint8Array>
  }
  /** For a replay. */
  readonly replay?: () => Promise<ReplayInFile>
  readonly onFailure: (error: unknown) => void
  /** The file can be fetched, by this id. */
  readonly onReady?: (id: string) => void
}

export interface ExportFile {
  readonly path: string
  readonly format: ExportFormat
  readonly fileName: string
  readonly size: number
}

/** Time for two downloads on a slow phone, and between attempts to remove a folder. Not measured. */
const keptMs = 10 * 60_000
/** Browsers ask a hidden page's questions once a minute at least. Nobody waits for a file that is not asked for. */
const defaultSilenceMs = 3 * 60_000
/** More at once is a loop, not a person. Not measured. */
const maxWorkingPerPerson = 3
const maxWorkingPerBoard = 9
/** Bounds the disk used by files that nobody fetches. Not measured. */
const maxKeptPerBoard = 20
/** Room for the files of all boards: eight of the largest. Not measured. */
const maxKeptBytes = 1_073_741_824

interface Job {
  readonly board: string
  readonly participant: string
  readonly format: ExportFormat
  /** Other users of the machine cannot read it. Null until it is made. */
  folder: string | null
  state: ExportState
  size: number
  /** Ends the work. */
  readonly stop: AbortController
  /** Until the file is there: the end of waiting for a person who no longer asks. Then the end of the file. */
  expiry: NodeJS.Timeout | undefined
}

export interface ExportJobOptions {
  readonly newFolder: NewTemporaryFolder
  /** Gets the reason when a folder could not be removed. Removal is tried again until the next start. */
  readonly onLeftBehind?: (cause: unknown) => void
  readonly maxBytes?: number
  readonly maxSilenceMs?: number
}

/** Exports and their files, by board. */
export class ExportJobs {
  readonly #renderer: Renderer
  readonly #newFolder: NewTemporaryFolder
  readonly #onLeftBehind: (cause: unknown) => void
  readonly #maxBytes: number
  readonly #maxSilenceMs: number
  readonly #jobs = new Map<string, Job>()
  #isClosed = false

  constructor(renderer: Renderer, options: ExportJobOptions) {
    this.#renderer = renderer
    this.#newFolder = options.newFolder
    this.#onLeftBehind = options.onLeftBehind ?? (() => undefined)
    this.#maxBytes = options.maxBytes ?? maxKeptBytes
    this.#maxSilenceMs = options.maxSilenceMs ?? defaultSilenceMs
  }

  /** Throws `RendererBusy` when the person, the board or the server has too many jobs. */
  start(order: ExportOrder): ExportState {
    const own = [...this.#jobs.values()].filter((job) => job.board === order.board)
    const working = own.filter((job) => job.state.state === 'working')
    const byPerson = working.filter((job) => job.participant === order.participant)
    if (working.length >= maxWorkingPerBoard || byPerson.length >= maxWorkingPerPerson)
      throw new RendererBusy()
    if (!this.#renderer.hasRoom(order)) throw new RendererBusy()
    const oldest = own.find((job) => job.state.state !== 'working')
    if (own.length >= maxKeptPerBoard && oldest) this.#drop(oldest.state.id)

    const id = nanoid()
    const now = Date.now()
    const { board, participant, format } = order
    const state: ExportState = { id, state: 'working', progress: 0, fileName: exportFileName(order, now) }
    const stop = new AbortController()
    const job: Job = { board, participant, format, folder: null, state, size: 0, stop, expiry: undefined }
    this.#jobs.set(id, job)
    this.#listen(job)
    void this.#run(job, order, now)
    return job.state
  }

  /** The person who asks is still waiting: the work goes on. */
  state(board: string, id: string): ExportState | undefined {
    const job = this.#find(board, id)
    if (job?.state.state === 'working') this.#listen(job)
    return job?.state
  }

  /** Ends an export and deletes its file. `by`: only the exports of this person. False for an export that it may not end. */
  cancel(board: string, id: string, by?: string): boolean {
    const job = this.#find(board, id)
    if (!job || (by !== undefined && job.participant !== by)) return false
    this.#drop(id)
    return true
  }

  /** Undefined until the file is ready, and after it was deleted. */
  file(board: string, id: string): ExportFile | undefined {
    const job = this.#find(board, id)
    if (!job?.folder || job.state.state !== 'ready') return undefined
    const { folder, format, size, state } = job
    return { path: pathIn(folder), format, size, fileName: state.fileName }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const left = [...this.#jobs.values()]
    this.#jobs.clear()
    for (const job of left) {
      clearTimeout(job.expiry)
      job.stop.abort()
    }
    await Promise.all(left.map((job) => this.#removeFolder(job)))
  }

  #find(board: string, id: string): Job | undefined {
    const job = this.#jobs.get(id)
    return job?.board === board ? job : undefined
  }

  #listen(job: Job): void {
    clearTimeout(job.expiry)
    job.expiry = setTimeout(() => this.#drop(job.state.id), this.#maxSilenceMs).unref()
  }

  async #run(job: Job, order: ExportOrder, now: number): Promise<void> {
    try {
      job.folder = await this.#newFolder()
      await this.#writeFile(job, job.folder, order, now)
    } catch (error) {
      job.state = { ...job.state, state: 'failed', code: codeOf(error) }
      await this.#removeFolder(job)
      if (!this.#isClosed && !(error instanceof RenderCancelled)) order.onFailure(error)
    }
    clearTimeout(job.expiry)
    if (this.#isClosed || job.stop.signal.aborted) await this.#removeFolder(job)
    else job.expiry = setTimeout(() => this.#drop(job.state.id), keptMs).unref()
  }

  async #writeFile(job: Job, folder: string, order: ExportOrder, now: number): Promise<void> {
    const update = await order.snapshot()
    const photos = join(folder, 'photos')
    if (job.stop.signal.aborted) throw new RenderCancelled()
    const { format, paper, language, participants, zone } = order
    const signing = format === 'evidence' ? order.evidence : undefined
    const evidence = await signing?.facts()
    const replay = format === 'replay' ? await order.replay?.() : undefined
    const remarks = await this.#renderer.exportTo(
      {
        path: pathIn(folder),
        job: {
          kind: 'export',
          update,
          format,
          paper,
          language,
          participants,
          now,
          zone,
          photos,
          evidence,
          replay,
        },
        // Only when the job's turn has come: the photos of all waiting jobs would fill the disk.
        prepare: async () => {
          if (!formatsWithPhotos.has(format)) return
          await mkdir(photos)
          await order.writePhotos(photos)
        },
        onProgress: (progress) => (job.state = { ...job.state, progress }),
        signal: job.stop.signal,
      },
      order,
    )
    // The process that read people's texts never has the key.
    if (signing)
      await writeFile(pathIn(folder), await signedEvidence(await readFile(pathIn(folder)), signing.sign))
    job.size = (await stat(pathIn(folder))).size
    job.state = { ...job.state, state: 'ready', progress: 1, ...(remarks && { remarks }) }
    order.onReady?.(job.state.id)
    this.#makeRoom(job)
    await rm(photos, { recursive: true, force: true }).catch(this.#onLeftBehind)
  }

  /** Deletes the oldest file of the board with the most bytes, again and again. The newest file stays. */
  #makeRoom(newest: Job): void {
    for (;;) {
      const bytesOf = new Map<string, number>()
      for (const { board, size } of this.#jobs.values()) bytesOf.set(board, (bytesOf.get(board) ?? 0) + size)
      if ([...bytesOf.values()].reduce((sum, size) => sum + size, 0) <= this.#maxBytes) return
      const others = [...this.#jobs.values()].filter((job) => job !== newest && job.size > 0)
      const max = Math.max(...others.map(({ board }) => bytesOf.get(board) ?? 0))
      const oldest = others.find(({ board }) => bytesOf.get(board) === max)
      if (!oldest) return
      this.#drop(oldest.state.id)
    }
  }

  #drop(id: string): void {
    const job = this.#jobs.get(id)
    if (!job) return
    clearTimeout(job.expiry)
    job.stop.abort()
    this.#jobs.delete(id)
    // A download may be under way. An open file stays readable until it ends.
    void this.#removeFolder(job)
  }

  /** Never rejects: on a disk that has turned read-only, only the removal fails. */
  async #removeFolder(job: Job): Promise<void> {
    if (!job.folder) return
    try {
      await rm(job.folder, { recursive: true, force: true })
      job.folder = null
    } catch (cause) {
      this.#onLeftBehind(cause)
      if (!this.#isClosed) job.expiry = setTimeout(() => void this.#removeFolder(job), keptMs).unref()
    }
  }
}

function codeOf(error: unknown): RefusalCode {
  if (error instanceof RendererBusy) return 'export_gave_way'
  return error instanceof RenderTooLarge ? 'export_too_large' : 'export_failed'
}

/** Tables and Markdown mention a photo without showing it. */
const formatsWithPhotos: ReadonlySet<ExportFormat> = new Set(['pdf', 'report', 'png', 'json'])

function pathIn(folder: string): string {
  return join(folder, 'file')
}
