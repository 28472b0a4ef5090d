import { parentPort, type Transferable } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { isOfOlderVersion, migrateBoard } from '#shared/board/migrate.ts'
import { contentOf } from '../history/checkpoint-content.ts'
import type { ReadContent } from './sqlite-checkpoints.ts'

/**
 * A thread beside the store's own that reads boards: on one of 10,000 notes that takes some tenths of a second, in
 * which nothing else could be committed. `parts` are a snapshot and the updates after it.
 */
export type FoldTask =
  /** Makes one snapshot of the parts. */
  | {
      readonly kind: 'fold'
      readonly board: string
      readonly through: number
      readonly parts: readonly Uint8Array[]
    }
  /** Makes a checkpoint of them. */
  | { readonly kind: 'checkpoint'; readonly id: string; readonly parts: readonly Uint8Array[] }

export type Folded =
  | { readonly kind: 'fold'; readonly board: string; readonly through: number; readonly snapshot: Uint8Array }
  | { readonly kind: 'checkpoint'; readonly id: string; readonly content: ReadContent }
  | { readonly kind: 'failed'; readonly problem: string }

const port = parentPort
if (!port) throw new Error('sqlite-fold.ts runs as a worker thread')

port.on('message', (task: FoldTask) => {
  const folded = fold(task)
  const transfer: Transferable[] = folded.kind === 'fold' ? [folded.snapshot.buffer as ArrayBuffer] : []
  port.postMessage(folded, transfer)
})

function fold(task: FoldTask): Folded {
  try {
    const doc = new Y.Doc()
    // One transaction: 40,000 updates take 0.33 s this way and 30 s with Y.mergeUpdates.
    doc.transact(() => task.parts.forEach((part) => Y.applyUpdate(doc, part)))
    const folded = task.kind === 'fold' ? asSnapshot(task, doc) : asCheckpoint(task, doc)
    doc.destroy()
    return folded
  } catch (error) {
    return { kind: 'failed', problem: String(error) }
  }
}

function asSnapshot({ board, through }: Extract<FoldTask, { kind: 'fold' }>, doc: Y.Doc): Folded {
  return { kind: 'fold', board, through, snapshot: new Uint8Array(Y.encodeStateAsUpdate(doc)) }
}

function asCheckpoint({ id }: Extract<FoldTask, { kind: 'checkpoint' }>, doc: Y.Doc): Folded {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error('the log has a hole')
  // Kept just before an update of the program, and read after it.
  if (isOfOlderVersion(doc)) migrateBoard(doc)
  const { file, beside, notes, clusters } = contentOf(doc)
  const content = { notes, clusters, file: packed(file), authors: packed(JSON.stringify(beside)) }
  return { kind: 'checkpoint', id, content }
}

/** Copied out of the pool of buffers, which must not be posted as a whole. */
function packed(text: string): Uint8Array {
  return new Uint8Array(gzipSync(text))
}
