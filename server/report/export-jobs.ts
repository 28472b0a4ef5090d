import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import type { RefusalCode } from '#shared/wire/refusal.ts'
import type { ExportFormat, ExportState } from '#shared/wire/http.ts'
import { exportFileName, type NamedExport } from './file-name.ts'
import type { Sender } from '../basics/fair-queue.ts'
import { RenderTooLarge, RendererBusy, type Renderer } from './renderer.ts'

/** Whose it is, and what is to be made. */
export interface ExportOrder extends Sender, NamedExport {
  readonly participants: number
  /** Taken when the order is given, so that the file shows the board of that moment. */
  readonly snapshot: () => Promise<Uint8Array>
  /** Writes the pictures that stand on the board into an empty folder, each in a file with its id for a name. */
  readonly writePhotos: (folder: string) => Promise<void>
  readonly onFailure: (error: unknown) => void
}

export interface ExportFile {
  readonly path: string
  readonly format: ExportFormat
  readonly fileName: string
  readonly size: number
}

/** Orders and their files. Nobody sees those of another board. */
export interface ExportDesk {
  /** Throws `RendererBusy` when this board, or everybody, has too many under way. */
  readonly start: (order: ExportOrder) => ExportState
  readonly state: (board: string, id: string) => ExportState | undefined
  /** Undefined until it is ready and after it has been deleted. */
  readonly file: (board: string, id: string) => ExportFile | undefined
  readonly close: () => Promise<void>
}

/** Long enough to fetch it twice from a slow phone, and to try again what the disk did not let go: taste. */
const keptMs = 10 * 60_000
/** A person has two hands; more at once is a loop. On a board a few people may do so at once: taste. */
const workingPerPerson = 3
const workingPerBoard = 9
/** Bounds the disk used by files nobody fetches: taste. */
const keptPerBoard = 20
/** Of all boards' files on the disk: eight of the largest. Taste. */
const bytesKept = 1_073_741_824

interface Entry {
  readonly board: string
  readonly participant: string
  readonly format: ExportFormat
  /** Its own, which no other user of the machine can read; null until it is made. */
  folder: string | null
  state: ExportState
  size: number
  expiry: NodeJS.Timeout | undefined
}

/** `leftBehind` hears why something could not be removed; a folder is tried again until the next start removes it. */
export function openExportDesk(
  renderer: Renderer,
  leftBehind: (cause: unknown) => void = () => undefined,
  { keptBytes = bytesKept }: { readonly keptBytes?: number } = {},
): ExportDesk {
  const entries = new Map<string, Entry>()
  let isClosed = false
  void removeLeftovers()

  function start(order: ExportOrder): ExportState {
    const own = [...entries.values()].filter((entry) => entry.board === order.board)
    const working = own.filter((entry) => entry.state.state === 'working')
    const theirs = working.filter((entry) => entry.participant === order.participant)
    if (working.length >= workingPerBoard || theirs.length >= workingPerPerson) throw new RendererBusy()
    if (!renderer.hasRoom(order)) throw new RendererBusy()
    const oldest = own.find((entry) => entry.state.state !== 'working')
    if (own.length >= keptPerBoard && oldest) drop(oldest.state.id)

    const id = nanoid()
    const now = Date.now()
    const fileName = exportFileName(order, now)
    const entry: Entry = {
      board: order.board,
      participant: order.participant,
      format: order.format,
      folder: null,
      state: { id, state: 'working', progress: 0, fileName },
      size: 0,
      expiry: undefined,
    }
    entries.set(id, entry)
    void make(entry, order, now)
    return entry.state
  }

  async function make(entry: Entry, order: ExportOrder, now: number): Promise<void> {
    try {
      entry.folder = await mkdtemp(join(tmpdir(), folderPrefix))
      const update = await order.snapshot()
      const photos = join(entry.folder, 'photos')
      if (isClosed) throw new Error('the server is stopping')
      const { format, paper, language, participants, zone } = order
      await renderer.exportTo(
        {
          path: pathIn(entry.folder),
          job: { kind: 'export', update, format, paper, language, participants, now, zone, photos },
          // Not before: those of all that wait would fill the disk.
          prepare: async () => {
            if (!formatsWithPhotos.has(format)) return
            await mkdir(photos)
            await order.writePhotos(photos)
          },
          onProgress: (progress) => (entry.state = { ...entry.state, progress }),
        },
        order,
      )
      entry.size = (await stat(pathIn(entry.folder))).size
      entry.state = { ...entry.state, state: 'ready', progress: 1 }
      makeRoom(entry)
      await rm(photos, { recursive: true, force: true }).catch(leftBehind)
    } catch (error) {
      entry.state = { ...entry.state, state: 'failed', code: codeOf(error) }
      await removeFolder(entry)
      if (!isClosed) order.onFailure(error)
    }
    if (isClosed) await removeFolder(entry)
    else entry.expiry = setTimeout(() => drop(entry.state.id), keptMs).unref()
  }

  /** The oldest files of the board with most on the disk go first, and the one just made never. */
  function makeRoom(made: Entry): void {
    for (;;) {
      const bytesOf = new Map<string, number>()
      for (const { board, size } of entries.values()) bytesOf.set(board, (bytesOf.get(board) ?? 0) + size)
      if ([...bytesOf.values()].reduce((sum, size) => sum + size, 0) <= keptBytes) return
      const others = [...entries.values()].filter((entry) => entry !== made && entry.size > 0)
      const most = Math.max(...others.map(({ board }) => bytesOf.get(board) ?? 0))
      const oldest = others.find(({ board }) => bytesOf.get(board) === most)
      if (!oldest) return
      drop(oldest.state.id)
    }
  }

  function drop(id: string): void {
    const entry = entries.get(id)
    if (!entry) return
    clearTimeout(entry.expiry)
    entries.delete(id)
    // Somebody may be reading it still: the open file stays readable until they are done.
    void removeFolder(entry)
  }

  /** Never rejects: a disk that has turned read-only ends nothing but the removal. */
  async function removeFolder(entry: Entry): Promise<void> {
    if (!entry.folder) return
    try {
      await rm(entry.folder, { recursive: true, force: true })
      entry.folder = null
    } catch (cause) {
      leftBehind(cause)
      if (!isClosed) entry.expiry = setTimeout(() => void removeFolder(entry), keptMs).unref()
    }
  }

  function find(board: string, id: string): Entry | undefined {
    const entry = entries.get(id)
    return entry?.board === board ? entry : undefined
  }

  return {
    start,
    state: (board, id) => find(board, id)?.state,
    file: (board, id) => {
      const entry = find(board, id)
      if (!entry?.folder || entry.state.state !== 'ready') return undefined
      const { folder, format, size, state } = entry
      return { path: pathIn(folder), format, size, fileName: state.fileName }
    },
    close: async () => {
      isClosed = true
      const left = [...entries.values()]
      entries.clear()
      for (const entry of left) clearTimeout(entry.expiry)
      await Promise.all(left.map(removeFolder))
    },
  }
}

function codeOf(error: unknown): RefusalCode {
  if (error instanceof RendererBusy) return 'export_gave_way'
  return error instanceof RenderTooLarge ? 'export_too_large' : 'export_failed'
}

/** Of folders that are removed when they are older than any file is kept. */
export const folderPrefix = 'boussole-export-'

/** Tables and Markdown say that there is a picture, and do not show it. */
const formatsWithPhotos: ReadonlySet<ExportFormat> = new Set(['pdf', 'report', 'png', 'json'])

function pathIn(folder: string): string {
  return join(folder, 'file')
}

/** A server that was killed could not delete its files; what is older than any is kept belongs to none that lives. */
async function removeLeftovers(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => [])
  for (const name of names.filter((name) => name.startsWith(folderPrefix))) {
    const folder = join(tmpdir(), name)
    const age = await stat(folder).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    // Another user's folder stays, like one that is just being deleted.
    if (age > 6 * keptMs) await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}
