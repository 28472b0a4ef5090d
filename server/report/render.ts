import * as Y from 'yjs'
import { boardPdf } from './board-pdf.ts'
import { writeCsv } from './csv.ts'
import { writeMarkdown } from './markdown.ts'
import { pngOf } from './png.ts'
import type { ExportJob } from './renderer.ts'
import { reportPdf } from './report-pdf.ts'
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
  switch (job.format) {
    case 'pdf':
      return boardPdf(board, facts, job, onProgress)
    case 'report':
      return reportPdf(board, facts, job.language, onProgress)
    case 'png':
      return pngOf(await boardPdf(board, facts, { ...job, paper: 'one' }, onProgress))
    case 'csv':
      return encode(writeCsv(board, job.language))
    case 'markdown':
      return encode(writeMarkdown(board, facts, job.language))
    case 'json':
      // Its schema's library takes 100 ms to load, which the other formats do without.
      return encode((await import('./board-file.ts')).writeBoardFile(board))
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
