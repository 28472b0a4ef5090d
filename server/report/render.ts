import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as Y from 'yjs'
import { cutTo } from '#shared/text/letters.ts'
import type { FileRemarks } from '#shared/wire/http.ts'
import { typeOfStored } from '../basics/photo-kind.ts'
import type { BoardFile } from '../board-file/board-file.ts'
import { accountOf, type ReportActivities } from '../board-file/account.ts'
import { snapshotOf, type BoardSnapshot } from '../board-file/snapshot.ts'
import { reportContent } from './account-sections.ts'
import { legible, MissingSigns } from './legible.ts'
import type { BoardFacts } from './outline.ts'
import type { ExportJob } from './renderer.ts'
import { settable } from './settable.ts'
import { printableLine } from '#shared/text/printable.ts'
import type { Tags } from './typst.ts'

export interface RenderOptions {
  /** For reports and JSON. */
  readonly activities?: () => Promise<ReportActivities>
  /** Called with 0 to 1 at the steps that take long. */
  readonly onProgress?: (progress: number) => void
  /** Called when the file does not show everything as it was written. */
  readonly onRemarks?: (remarks: FileRemarks) => void
}

const noActivities = async (): Promise<ReportActivities> => ({
  sectionsOf: () => [],
  accountOf: (board, facts) => accountOf(board, facts, {}),
  blocksOf: () => [],
  printable: (board) => board,
  keptStates: () => ({}),
})

/**
 * Makes the file in this very process: for the process of its own that the renderer starts, and for benchmarks.
 */
export async function renderExport(job: ExportJob, options: RenderOptions = {}): Promise<Uint8Array> {
  const { activities = noActivities, onProgress = () => {} } = options
  const doc = new Y.Doc()
  Y.applyUpdate(doc, job.update)
  const whole = snapshotOf(doc)
  doc.destroy()
  onProgress(0.15)
  const times = { participants: job.participants, now: job.now, zone: job.zone }
  // Loaded as needed: compiler, fonts and schemas take a tenth of a second each, which a table does without.
  switch (job.format) {
    case 'pdf': {
      const { boardPdf } = await import('./board-pdf.ts')
      return printed(whole, job, options, (board, facts, tags) =>
        boardPdf(board, { ...times, ...facts }, { ...job, tags }, onProgress),
      )
    }
    case 'report': {
      const { reportPdf } = await import('./report-pdf.ts')
      const known = await activities()
      return printed(known.printable(whole), job, options, async (board, facts, tags) => {
        const content = reportContent(board, job, known)
        return reportPdf(board, { ...times, ...facts }, { ...job, ...content, tags }, onProgress)
      })
    }
    case 'png': {
      const { boardPdf } = await import('./board-pdf.ts')
      const { pngOf } = await import('./png.ts')
      const pdf = await printed(whole, job, options, (board, facts, tags) => {
        const paper = { ...job, paper: 'one', tags: tags === 'standard' ? 'none' : tags } as const
        return boardPdf(board, { ...times, ...facts }, paper, onProgress)
      })
      return pngOf(pdf)
    }
    case 'csv': {
      const { writeCsv } = await import('./csv.ts')
      return encode(writeCsv(whole, job.language))
    }
    case 'canvas': {
      const { writeCanvas } = await import('./canvas.ts')
      return encode(writeCanvas(whole, job.language))
    }
    case 'markdown': {
      const { writeMarkdown } = await import('./markdown.ts')
      const known = await activities()
      const board = known.printable(whole)
      return encode(writeMarkdown(board, times, job.language, reportContent(board, job, known)))
    }
    case 'replay': {
      const { replayFile } = await import('./replay-file.ts')
      return encode(await replayFile(whole.title, job.language, job.replay))
    }
    case 'evidence': {
      const [{ evidenceFile }, { evidenceOfBoard, noFacts }, { serifFor }] = await Promise.all([
        import('./evidence-file.ts'),
        import('./evidence-sections.ts'),
        import('./cut-font.ts'),
      ])
      const known = await activities()
      const made = evidenceOfBoard(known.printable(whole), job.evidence ?? noFacts, job, known)
      // The page begins names with a capital nowhere: its letters are those of its texts.
      return evidenceFile(made.head, made.sections, await serifFor(JSON.stringify(made)))
    }
    case 'json': {
      const { writeBoardFile } = await import('../board-file/board-file.ts')
      const { accountOf, keptStates } = await activities()
      const photos = await photosAsText(whole, job.photos)
      return encode(
        writeBoardFile(whole, { photos, account: accountOf(whole, job), activities: keptStates(whole) }),
      )
    }
  }
}

/** Units of a note's beginning, where a file or the dialog names it, and notes that the dialog names. Not measured. */
const namedLength = 24
const maxNamed = 5

/**
 * Prints the board in a form that fonts can set. A board with a sign that no font has is printed again, with squares: such
 * boards are rare, and looking up each sign beforehand would slow every file down.
 */
async function printed(
  whole: BoardSnapshot,
  { caution }: ExportJob,
  { onRemarks = () => {} }: RenderOptions,
  print: (board: BoardSnapshot, facts: Pick<BoardFacts, 'shortened'>, tags: Tags) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { board, shortened } = settable(whole, caution)
  const startOf = new Map(board.notes.map(({ id, text }) => [id, cutTo(printableLine(text), namedLength)]))
  const starts = shortened.map((id) => startOf.get(id) ?? '')
  const remark = (missing: readonly string[]): void => {
    if (starts.length + missing.length === 0) return
    onRemarks({ shortened: starts.length, starts: starts.slice(0, maxNamed), missing: missing.join('') })
  }
  const facts = { shortened: starts }
  try {
    const file = await print(board, facts, 'standard')
    remark([])
    return file
  } catch (error) {
    if (!(error instanceof MissingSigns)) throw error
  }
  const shown = await legible(board)
  remark(shown.missing.slice(0, maxMissing))
  try {
    return await print(shown.board, facts, 'standard')
  } catch (error) {
    if (!(error instanceof MissingSigns)) throw error
    // A mark may be in a font of another script than its letter's.
    return print(shown.board, facts, 'lenient')
  }
}

/** Signs that the dialog shows. Not measured. */
const maxMissing = 20

/** The board's photos in base64; undefined without any. */
async function photosAsText(
  { notes }: BoardSnapshot,
  folder: string | undefined,
): Promise<BoardFile['photos'] | undefined> {
  const ids = new Set(notes.flatMap(({ photo }) => photo?.id ?? []))
  if (ids.size === 0 || folder === undefined) return undefined
  const photos: NonNullable<BoardFile['photos']> = {}
  for (const id of ids) {
    // A photo that is no longer kept. Its note still names it.
    const bytes = await readFile(join(folder, id)).catch(() => undefined)
    if (!bytes) continue
    photos[id] = { type: typeOfStored(bytes), data: bytes.toString('base64') }
  }
  return photos
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
