import { parentPort, type Transferable } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { isComplete } from '#shared/board/yjs-internals.ts'
import { isOfOlderVersion, migrateBoard } from '#shared/board/migrate.ts'
import { packUpdates } from '../basics/update-pack.ts'
import { contentOf } from './checkpoint-content.ts'
import type { FoldResult, FoldTask } from './fold-task.ts'
import { buildAndRecord, thinPages, type NewReplay } from './replay-maker.ts'
import { slicesOf } from './slices.ts'

/**
 * A thread beside the store's own that builds board documents. A board of 10,000 notes takes some tenths of a second.
 * In the store's thread no commit could happen meanwhile.
 */
const port = parentPort
if (!port) throw new Error('fold-thread.ts runs as a worker thread')

port.on('message', (task: FoldTask) => {
  const result = resultOf(task)
  const transfer: Transferable[] = result.kind === 'fold' ? [result.snapshot.buffer] : []
  port.postMessage(result, transfer)
})

function resultOf(task: FoldTask): FoldResult {
  try {
    switch (task.kind) {
      case 'fold':
        return snapshotOf(task)
      case 'replay':
        return { kind: 'replay', replay: buildAndRecord(new Y.Doc(), task.parts, task.replay) }
      case 'thin':
        return { kind: 'thin', page: thinPages(task.pages, task) }
      case 'checkpoint':
        return checkpointOf(task)
    }
  } catch (error) {
    return { kind: 'failed', problem: String(error) }
  }
}

/** One transaction: 40,000 updates take 0.33 s this way and 30 s with Y.mergeUpdates. */
function build(parts: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => parts.forEach((part) => Y.applyUpdate(doc, part)))
  return doc
}

function snapshotOf({ parts, replay: source }: Extract<FoldTask, { kind: 'fold' }>): FoldResult {
  let doc = new Y.Doc()
  let replay: NewReplay | undefined
  try {
    if (source) replay = buildAndRecord(doc, parts, source)
  } catch {
    // The log matters more than its replay. `Replays.put` notes that nothing was recorded.
  }
  if (!replay) doc = build(parts.map(({ data }) => data))
  refuseHole(doc)
  return { kind: 'fold', snapshot: packUpdates(slicesOf(doc)), replay }
}

function checkpointOf({ parts }: Extract<FoldTask, { kind: 'checkpoint' }>): FoldResult {
  const doc = build(parts)
  refuseHole(doc)
  // A checkpoint may be older than the program that builds it.
  if (isOfOlderVersion(doc)) migrateBoard(doc)
  const { file, beside, ...facts } = contentOf(doc)
  const content = { ...facts, file: packed(file), authors: packed(JSON.stringify(beside)) }
  return { kind: 'checkpoint', content }
}

/** Updates that wait for a missing one would be absent from the result. */
function refuseHole(doc: Y.Doc): void {
  if (!isComplete(doc)) throw new Error('the log has a hole')
}

/** Copies the bytes out of Node's buffer pool. Posting a pooled buffer would send the whole pool. */
function packed(text: string): Uint8Array {
  return new Uint8Array(gzipSync(text))
}
