import * as Y from 'yjs'
import { writeBoardFile } from './board-file.ts'
import { boardPdf } from './board-pdf.ts'
import { writeCsv } from './csv.ts'
import { writeMarkdown } from './markdown.ts'
import type { ExportJob } from './renderer.ts'
import { snapshotOf } from './snapshot.ts'

/** Makes the file in this very process: for the process of its own that the renderer starts, and for benchmarks. */
export async function renderExport(
  job: ExportJob,
  onProgress: (progress: number) => void = () => {},
): Promise<Uint8Array> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, job.update)
  const board = snapshotOf(doc)
  doc.destroy()
  onProgress(0.1)
  const facts = { participants: job.participants, now: job.now }
  switch (job.format) {
    case 'pdf':
      return boardPdf(board, facts, job.language, job.paper)
    case 'report':
      return boardPdf(board, facts, job.language, job.paper)
    case 'png':
      return boardPdf(board, facts, job.language, 'one')
    case 'csv':
      return encode(writeCsv(board, job.language))
    case 'markdown':
      return encode(writeMarkdown(board, facts, job.language))
    case 'json':
      return encode(writeBoardFile(board))
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
