import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as Y from 'yjs'
import { typeOfStored } from '../basics/photo-kind.ts'
import type { BoardFile } from '../board-file/board-file.ts'
import type { ExportJob } from './renderer.ts'
import type { SectionsOf } from '../board-file/report-section.ts'
import { snapshotOf, type BoardSnapshot } from '../board-file/snapshot.ts'

export interface RenderOptions {
  /** Sections of activities, for reports. */
  readonly sectionsOf?: SectionsOf
  /** Called with 0 to 1 at the steps that take long. */
  readonly onProgress?: (progress: number) => void
}

const noSections: SectionsOf = async () => []

/**
 * Makes the file in this very process: for the process of its own that the renderer starts, and for benchmarks.
 */
export async function renderExport(
  job: ExportJob,
  { sectionsOf = noSections, onProgress = () => {} }: RenderOptions = {},
): Promise<Uint8Array> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, job.update)
  const board = snapshotOf(doc)
  doc.destroy()
  onProgress(0.15)
  const facts = { participants: job.participants, now: job.now, zone: job.zone }
  // Loaded as needed: compiler, fonts and schemas take a tenth of a second each, which a table does without.
  switch (job.format) {
    case 'pdf': {
      const { boardPdf } = await import('./board-pdf.ts')
      return boardPdf(board, facts, job, onProgress)
    }
    case 'report': {
      const { reportPdf } = await import('./report-pdf.ts')
      return reportPdf(board, facts, { ...job, sections: await sectionsOf(board, job) }, onProgress)
    }
    case 'png': {
      const { boardPdf } = await import('./board-pdf.ts')
      const { pngOf } = await import('./png.ts')
      return pngOf(await boardPdf(board, facts, { ...job, paper: 'one', isForEyes: true }, onProgress))
    }
    case 'csv': {
      const { writeCsv } = await import('./csv.ts')
      return encode(writeCsv(board, job.language))
    }
    case 'markdown': {
      const { writeMarkdown } = await import('./markdown.ts')
      return encode(writeMarkdown(board, facts, job.language, await sectionsOf(board, job)))
    }
    case 'json': {
      const { writeBoardFile } = await import('../board-file/board-file.ts')
      return encode(writeBoardFile(board, await photosAsText(board, job.photos)))
    }
  }
}

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
