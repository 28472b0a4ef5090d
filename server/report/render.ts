import * as Y from 'yjs'
import type { ExportJob } from './renderer.ts'
import { snapshotOf } from './snapshot.ts'

/**
 * Makes the file in this very process: for the process of its own that the renderer starts, and for benchmarks.
 * `onProgress` is told 0 to 1 at the steps that take long.
 */
export async function renderExport(
  job: ExportJob,
  onProgress: (progress: number) => void = () => {},
): Promise<Uint8Array> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, job.update)
  const board = snapshotOf(doc)
  doc.destroy()
  onProgress(0.15)
  const facts = { participants: job.participants, now: job.now }
  // Loaded as needed: compiler, fonts and schemas take a tenth of a second each, which a table does without.
  switch (job.format) {
    case 'pdf': {
      const { boardPdf } = await import('./board-pdf.ts')
      return boardPdf(board, facts, job, onProgress)
    }
    case 'report': {
      const { reportPdf } = await import('./report-pdf.ts')
      return reportPdf(board, facts, job.language, onProgress)
    }
    case 'png': {
      const { boardPdf } = await import('./board-pdf.ts')
      const { pngOf } = await import('./png.ts')
      return pngOf(await boardPdf(board, facts, { ...job, paper: 'one' }, onProgress))
    }
    case 'csv': {
      const { writeCsv } = await import('./csv.ts')
      return encode(writeCsv(board, job.language))
    }
    case 'markdown': {
      const { writeMarkdown } = await import('./markdown.ts')
      return encode(writeMarkdown(board, facts, job.language))
    }
    case 'json': {
      const { writeBoardFile } = await import('./board-file.ts')
      return encode(writeBoardFile(board))
    }
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
