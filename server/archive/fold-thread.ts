import { parentPort, type Transferable } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { isOfOlderVersion, migrateBoard } from '#shared/board/migrate.ts'
import { contentOf } from './checkpoint-content.ts'
import { buildAndRecord, thinPages, type MadeReplay, type TimedPart } from './replay-maker.ts'
import type { ReplayPage } from './replay-page.ts'
import type { ReadContent } from '../store/sqlite/checkpoints.ts'
import type { SourceOfBoard, ThinningOfBoard } from '../store/sqlite/replays.ts'
import { slicesOf } from './slices.ts'
import { packSnapshot } from '../store/sqlite/snapshot.ts'

/**
 * A thread beside the store's own that reads boards: on one of 10,000 notes that takes some tenths of a second, in
 * which nothing else could be committed. `parts` are a snapshot and the updates after it.
 */
export type FoldTask =
  /** Makes one snapshot of the parts, and records on the way what its replay does not have yet. */
  | {
      readonly kind: 'fold'
      readonly board: string
      readonly through: number
      readonly parts: readonly TimedPart[]
      readonly replay: SourceOfBoard | undefined
    }
  /** Records alone. */
  | {
      readonly kind: 'replay'
      readonly board: string
      readonly parts: readonly TimedPart[]
      readonly replay: SourceOfBoard
    }
  | ({ readonly kind: 'thin' } & ThinningOfBoard)
  /** Makes a checkpoint of them. */
  | { readonly kind: 'checkpoint'; readonly id: string; readonly parts: readonly Uint8Array[] }

export type Folded =
  | {
      readonly kind: 'fold'
      readonly board: string
      readonly through: number
      /** See sqlite-snapshot.ts. */
      readonly snapshot: Uint8Array<ArrayBuffer>
      /** Undefined when nothing could be recorded. */
      readonly replay: MadeReplay | undefined
    }
  | { readonly kind: 'replay'; readonly replay: MadeReplay }
  | { readonly kind: 'thin'; readonly page: ReplayPage | undefined }
  | { readonly kind: 'checkpoint'; readonly id: string; readonly content: ReadContent }
  | { readonly kind: 'failed'; readonly problem: string }

const port = parentPort
if (!port) throw new Error('fold-thread.ts runs as a worker thread')

port.on('message', (task: FoldTask) => {
  const folded = fold(task)
  const transfer: Transferable[] = folded.kind === 'fold' ? [folded.snapshot.buffer] : []
  port.postMessage(folded, transfer)
})

function fold(task: FoldTask): Folded {
  try {
    switch (task.kind) {
      case 'fold':
        return asSnapshot(task)
      case 'replay':
        return { kind: 'replay', replay: buildAndRecord(new Y.Doc(), task.parts, task.replay) }
      case 'thin':
        return { kind: 'thin', page: thinPages(task.pages, task) }
      case 'checkpoint':
        return asCheckpoint(task)
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

function asSnapshot({ board, through, parts, replay: source }: Extract<FoldTask, { kind: 'fold' }>): Folded {
  let doc = new Y.Doc()
  let replay: MadeReplay | undefined
  try {
    if (source) replay = buildAndRecord(doc, parts, source)
  } catch {
    // A replay is worth less than its log: `put` hears that there is none.
  }
  if (!replay) doc = build(parts.map(({ data }) => data))
  refuseHole(doc)
  return { kind: 'fold', board, through, snapshot: packSnapshot(slicesOf(doc)), replay }
}

function asCheckpoint({ id, parts }: Extract<FoldTask, { kind: 'checkpoint' }>): Folded {
  const doc = build(parts)
  refuseHole(doc)
  // Kept just before an update of the program, and read after it.
  if (isOfOlderVersion(doc)) migrateBoard(doc)
  const { file, beside, ...facts } = contentOf(doc)
  const content = { ...facts, file: packed(file), authors: packed(JSON.stringify(beside)) }
  return { kind: 'checkpoint', id, content }
}

/** What waits for something that is missing would not be in what is made of the document. */
function refuseHole({ store }: Y.Doc): void {
  if (store.pendingStructs !== null || store.pendingDs !== null) throw new Error('the log has a hole')
}

/** Copied out of the pool of buffers, which must not be posted as a whole. */
function packed(text: string): Uint8Array {
  return new Uint8Array(gzipSync(text))
}
