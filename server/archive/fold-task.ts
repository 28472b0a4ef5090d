import type { PackedCheckpoint, TimedPart } from '../contracts/archive.ts'
import type { NewReplay, ReplaySource } from './replay-maker.ts'
import type { ReplayPage, Thinning } from './replay-page.ts'

/** The replay of a board, as a task takes it up. */
export interface BoardReplaySource extends ReplaySource {
  /** The page to replace; undefined for a new one. */
  readonly pageId: number | undefined
  /** `put` checks it: a replay that was cleared meanwhile stays cleared. */
  readonly epoch: number
}

/** Pages of a board's replay that become one. */
export interface BoardThinning extends Thinning {
  readonly board: string
  readonly epoch: number
  readonly pages: readonly Uint8Array[]
}

/** Work of the folding thread. `parts` are a snapshot and the updates after it. */
export type FoldTask =
  /** Makes one snapshot of the parts. Records what the replay lacks on the way. */
  | {
      readonly kind: 'fold'
      readonly board: string
      readonly through: number
      readonly parts: readonly TimedPart[]
      readonly replay: BoardReplaySource | undefined
    }
  /** Records alone. */
  | {
      readonly kind: 'replay'
      readonly board: string
      readonly parts: readonly TimedPart[]
      readonly replay: BoardReplaySource
    }
  | ({ readonly kind: 'thin' } & BoardThinning)
  | { readonly kind: 'checkpoint'; readonly id: string; readonly parts: readonly Uint8Array[] }

export type FoldResult =
  | {
      readonly kind: 'fold'
      /** Packed updates: see basics/update-pack.ts. */
      readonly snapshot: Uint8Array<ArrayBuffer>
      /** Undefined when nothing could be recorded. */
      readonly replay: NewReplay | undefined
    }
  | { readonly kind: 'replay'; readonly replay: NewReplay }
  | { readonly kind: 'thin'; readonly page: ReplayPage | undefined }
  | { readonly kind: 'checkpoint'; readonly content: PackedCheckpoint }
  | { readonly kind: 'failed'; readonly problem: string }

/** Bytes of a task, which are transferred rather than copied. */
export function bytesOfTask(task: FoldTask): readonly Uint8Array[] {
  switch (task.kind) {
    case 'checkpoint':
      return task.parts
    case 'thin':
      return task.pages
    case 'fold':
    case 'replay':
      return task.parts.map(({ data }) => data)
  }
}

/** Name of a task in the log. */
export function nameOfTask(task: FoldTask): string {
  switch (task.kind) {
    case 'checkpoint':
      return 'reading a checkpoint'
    case 'fold':
      return `folding the log of board ${task.board}`
    case 'replay':
      return `recording the replay of board ${task.board}`
    case 'thin':
      return `thinning the replay of board ${task.board}`
  }
}
