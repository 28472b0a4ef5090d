import type { Language } from '#shared/board/document.ts'
import type { ExportFormat, ExportPaper } from '#shared/wire/http.ts'
import type { Sender } from '../basics/fair-queue.ts'

/** What is to be made of a board. Everything in it can be passed to another process. */
export interface ExportJob {
  readonly kind: 'export'
  /** The board's whole state as one Yjs update. */
  readonly update: Uint8Array
  readonly format: ExportFormat
  readonly paper: ExportPaper
  readonly language: Language
  /** How many people have joined with a facilitator or participant link. */
  readonly participants: number
  /** When the export was asked for, milliseconds since 1970. */
  readonly now: number
  /** The time zone of who asked, whose days are written; the server's when it is missing. */
  readonly zone?: string | undefined
  /** A folder with the bytes of the board's pictures, each in a file with its id for a name; missing without any. */
  readonly photos?: string
}

/** A board file (see board-file.ts) to be read into a new board document. */
export type ImportJob =
  /** Somebody's, at `path`; its pictures are read, and written into the folder `photos` by their ids. */
  | { readonly kind: 'import'; readonly path: string; readonly photos: string }
  /** Our own, whose pictures are where they were. */
  | { readonly kind: 'copy'; readonly file: Uint8Array }

export type RenderJob = ExportJob | ImportJob

/** What an imported file holds: the new board's document as one Yjs update, or a sentence saying what is wrong. */
export type ImportedBoard =
  | {
      readonly ok: true
      readonly title: string
      readonly language: Language
      readonly update: Uint8Array
      /** Ids of the pictures that its notes have. */
      readonly photos: readonly string[]
    }
  | { readonly ok: false; readonly problem: string; readonly isTooLarge?: boolean }

export interface ExportTask {
  readonly job: ExportJob
  /** Where the file goes. */
  readonly path: string
  /** What is large on the disk is put there when its turn has come. */
  readonly prepare?: () => Promise<void>
  /** Told 0 to 1. */
  readonly onProgress: (progress: number) => void
}

/** Makes files of boards outside the relay's process, one at a time and in fair turns. */
export interface Renderer {
  /** False while what this sender asks for would be refused: as many wait as may, and nobody with more than they have. */
  readonly hasRoom: (from: Sender) => boolean
  /**
   * Writes the file. Rejects with `RendererBusy` when too many wait, at once, or later to make room for who has asked for
   * less; with `RenderTooLarge` when it takes more memory or time than there is; and with any other error when the file
   * could not be made.
   */
  readonly exportTo: (task: ExportTask, from: Sender) => Promise<void>
  /** Rejects like `exportTo`; a file that is not a board is an answer, not an error. */
  readonly importFrom: (job: ImportJob, from: Sender) => Promise<ImportedBoard>
  /** Ends what runs and refuses what waits. */
  readonly close: () => Promise<void>
}

/** Too many files are being made already. */
export class RendererBusy extends Error {
  override readonly name = 'RendererBusy'
}

/** The process that made the file found no more memory, or took too long. */
export class RenderTooLarge extends Error {
  override readonly name = 'RenderTooLarge'
}
