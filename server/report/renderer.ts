import type { Language } from '#shared/board/document.ts'
import type { ExportFormat, ExportPaper, FileRemarks } from '#shared/wire/http.ts'
import type { PurposeDraft } from '#shared/workshop/purpose-page.ts'
import type { Template } from '#shared/agenda/template.ts'
import type { CarriedFacts, SecondWish } from '#shared/wire/second.ts'
import type { Sender } from '../basics/fair-queue.ts'
import type { EvidenceFacts } from './evidence-sections.ts'
import type { ReplayInFile } from './replay-file.ts'
import type { PageStrangers } from '../board-file/purpose-living.ts'
import type { PurposeEmblem } from '../contracts/purpose-pages.ts'

/** How much of unusual texts is left out: nothing, marks that compilers stumble over, or all but the beginning. */
export type Caution = 0 | 1 | 2

/** An export of a board. All of it can be passed to another process. */
export interface ExportJob {
  readonly kind: 'export'
  /** The board's whole state as one Yjs update. */
  readonly update: Uint8Array
  readonly format: ExportFormat
  readonly paper: ExportPaper
  readonly language: Language
  /** Number of people who have joined with a participant link; of facilitators where nobody has. */
  readonly participants: number
  /** Time of the request, in milliseconds since 1970. */
  readonly now: number
  /** Time zone for dates, that of the person who asks. Without it, the server's. */
  readonly zone?: string | undefined
  /** For evidence: everything that the board itself does not have. */
  readonly evidence?: EvidenceFacts | undefined
  /** For a replay. */
  readonly replay?: ReplayInFile | undefined
  /** Folder with the board's photos, each in a file named by its id. Missing without photos. */
  readonly photos?: string
  /** For another attempt after one that failed: see settable.ts. */
  readonly caution?: Caution
}

/** A board file (see board-file.ts) that becomes a new board document. */
export type ImportJob =
  /** An uploaded file at `path`. Its photos are written into the folder `photos`, named by their ids. */
  | { readonly kind: 'import'; readonly path: string; readonly photos: string }
  /**
   * A file of the server's own, with the states of its activities. Its photos are in the store. `isRehearsal`: the new board
   * is one.
   */
  | {
      readonly kind: 'copy'
      readonly file: Uint8Array
      readonly states: Readonly<Record<string, unknown>>
      readonly isRehearsal: boolean
    }
  /** The adopted purpose of a board, or of an uploaded file at `path`, becomes a second board. */
  | {
      readonly kind: 'carry'
      readonly source: { readonly update: Uint8Array } | { readonly path: string }
      readonly wish: SecondWish
      readonly template: Template
      /** Milliseconds since 1970. */
      readonly now: number
    }

/** The purpose page of a board: a folder with its content, its letters and, to be published, its sheets of paper. */
export interface PurposeJob {
  readonly kind: 'purpose'
  /** The board's whole state as one Yjs update. */
  readonly update: Uint8Array
  readonly draft: PurposeDraft
  readonly emblem: PurposeEmblem | null
  /** The pictures that are chosen for the page, by their ids. */
  readonly pictures: Readonly<Record<string, Uint8Array>>
  /** What came out when strangers were asked last; null: nothing that may be told. */
  readonly strangers: PageStrangers | null
  /** As in `ExportJob`. */
  readonly participants: number
  readonly now: number
  readonly zone?: string | undefined
  /** The number of the version and the address of the page. Null: a preview, without sheets of paper. */
  readonly paper: { readonly number: number; readonly address: string } | null
}

/** Jobs that make files. */
export type FileJob = ExportJob | PurposeJob
export type RenderJob = FileJob | ImportJob

/** The new board's document as one Yjs update, or a sentence about a faulty file. */
export type ImportedBoard =
  | {
      readonly ok: true
      readonly title: string
      readonly language: Language
      readonly update: Uint8Array
      /** Ids of its notes' photos. */
      readonly photos: readonly string[]
      /** Of a second board: everything that can come along. */
      readonly carried?: CarriedFacts
    }
  | BadBoardFile

/** A file that cannot become a board: the reason as a code, and in one English sentence with the place. */
export interface BadBoardFile {
  readonly ok: false
  readonly code: 'import_invalid' | 'import_newer' | 'import_damaged' | 'too_large' | 'purpose_missing'
  readonly problem: string
}

export interface ExportTask {
  readonly job: FileJob
  /** Path of the file to write, or of the folder. */
  readonly path: string
  /** Writes large inputs to the disk. Called when the task's turn has come. */
  readonly prepare?: () => Promise<void>
  /** Called with more than 0, up to 1, once the task's turn has come. It never falls. */
  readonly onProgress: (progress: number) => void
  /** Ends the task: it rejects with `RenderCancelled`. */
  readonly signal?: AbortSignal
}

/** Makes files of boards outside the relay's process, in fair turns. A small file does not wait for a large one. */
export interface Renderer {
  /** False while this sender's tasks would be refused: the queue is full, and no other sender has more tasks in it. */
  readonly hasRoom: (from: Sender) => boolean
  /**
   * Writes the file, and returns what it does not show. Rejects with `RendererBusy` when the queue is full, or later to make room for a sender with fewer
   * tasks. Rejects with `RenderTooLarge` when it takes too much memory or time, and with another error when it fails.
   */
  readonly exportTo: (task: ExportTask, from: Sender) => Promise<FileRemarks | undefined>
  /** Rejects like `exportTo`. A file that is not a board is an answer, not an error. */
  readonly importFrom: (job: ImportJob, from: Sender) => Promise<ImportedBoard>
  /** Ends the running task and refuses the waiting ones. */
  readonly close: () => Promise<void>
}

/** The queue is full. */
export class RendererBusy extends Error {
  override readonly name = 'RendererBusy'
}

/** The process took too much memory or time, or has ended by itself without an answer. */
export class RenderTooLarge extends Error {
  override readonly name = 'RenderTooLarge'
  readonly isCrash: boolean

  constructor(message?: string, { isCrash = false }: { readonly isCrash?: boolean } = {}) {
    super(message)
    this.isCrash = isCrash
  }
}

/** Somebody has cancelled the task. */
export class RenderCancelled extends Error {
  override readonly name = 'RenderCancelled'
}
