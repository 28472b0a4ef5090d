import type { Language } from '#shared/board/document.ts'
import type { Blanks, NoteOrigin, Tint } from '#shared/board/note.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { Point, Rect, Size } from '#shared/geometry/rect.ts'
import type { NoteKind } from '#shared/workshop/note-kind.ts'
import type { Rights } from '#shared/workshop/rights.ts'
import type { WritingMode } from '#shared/workshop/writing.ts'
import type { ClipboardContent, CopiedBoard } from '../document/copied-board.ts'
import type { Scene } from '../document/scene.ts'

/** Each command is one transaction and one step of undo. A forbidden command does nothing: the interface hides it. */
export interface BoardCommands {
  /** Centred on the point, or at the next free place of the cluster; returns its id. */
  readonly addNote: (
    at: Point,
    options?: {
      text?: string
      tint?: Tint
      kind?: NoteKind
      cluster?: string | null
      photo?: Photo
      form?: 'text'
    },
  ) => string
  readonly addNotes: (
    notes: readonly { text: string; tint?: Tint; photo?: Photo; at: Point; cluster?: string | null }[],
  ) => readonly string[]
  readonly writeNote: (id: string, text: string) => void
  /**
   * Makes one note of several: it keeps all their texts and says which notes it grew from. False when this person may not,
   * or when the texts or photos of all do not fit on one note.
   */
  readonly mergeNotes: (into: string, others: readonly string[]) => boolean
  /** Writes words into a blank of a note, such as its owner or its date. */
  readonly writeBlank: (id: string, blank: string, words: string) => void
  /** Adds notes to a field, in the next free places of its area: or to the desk, while notes are drafts. */
  readonly addToField: (
    field: Required<Pick<NoteOrigin, 'step' | 'field'>>,
    notes: readonly {
      text: string
      tint?: Tint
      kind?: NoteKind
      blanks?: Blanks
      /** The notes that it grows from, or is tied to. */
      from?: readonly string[]
      photo?: Photo
    }[],
  ) => readonly string[]
  /**
   * Drops notes at absolute positions, in front of everything. Those that come into a `cluster`, given for all or for one,
   * take its next free places. Neighbours make room.
   */
  readonly moveNotes: (moves: readonly NoteMove[], cluster?: string | null) => void
  /** Puts notes into the parking lot, and takes them out of it: back into the area of their field, if there is one. */
  readonly park: (notes: readonly string[]) => void
  readonly unpark: (notes: readonly string[]) => void
  /** Moves in small steps, and nothing makes room. Steps of the same notes in quick succession are undone together. */
  readonly nudgeNotes: (moves: readonly NoteMove[]) => void
  /** Puts notes in front of all others, or behind them. */
  readonly restack: (ids: readonly string[], isInFront: boolean) => void
  /** Makes notes so many times as large, about a corner of them that stays, or `fixed`. Returns how many changed. */
  readonly resize: (ids: readonly string[], times: number, fixed?: Point) => number
  /** Draws an arrow from a note to a note or group, or takes it away. True when it is there now; undefined: it may not. */
  readonly connect: (from: string, to: string) => boolean | undefined
  /** Takes an arrow away. One that is gone already stays away. */
  readonly disconnect: (from: string, to: string) => void
  /** Draws an area with a title to come, around the notes there. Returns its id; undefined: it may not. */
  readonly drawArea: (rect: Rect) => string | undefined
  readonly titleArea: (id: string, title: string) => void
  /** With its notes. */
  readonly moveArea: (id: string, by: Point) => void
  readonly sizeArea: (id: string, size: Size) => void
  /** Its notes stay. */
  readonly removeArea: (id: string) => void
  readonly setTint: (ids: readonly string[], tint: Tint) => void
  /** Puts a photo on a note, or another in its place; null removes it. A new description is a new photo. */
  readonly setPhoto: (id: string, photo: Photo | null) => void
  /** Removes an empty note without a message, and without a step of undo if it never had any text. */
  readonly discard: (id: string) => void
  /** Ids of notes and clusters; those this role may not delete stay. Shows the toast with undo. Returns how many went. */
  readonly remove: (ids: readonly string[]) => number
  readonly duplicate: (ids: readonly string[], by: Point) => readonly string[]
  /** From a selection of notes and clusters: makes one, or merges into the first selected cluster. Returns its id. */
  readonly cluster: (ids: readonly string[]) => string | undefined
  /** Takes notes out of their clusters and moves them away from the notes that stay. */
  readonly takeOut: (notes: readonly string[]) => void
  /** Puts notes onto a note: makes a cluster of both, or adds them to the cluster of that note. */
  readonly dropOnNote: (notes: readonly string[], onto: string) => string | undefined
  readonly mergeClusters: (into: string, from: string) => void
  readonly dissolve: (ids: readonly string[]) => void
  readonly writeClusterTitle: (id: string, title: string) => void
  readonly setClusterTint: (id: string, tint: Tint) => void
  readonly toggleCollapsed: (id: string) => void
  /** Lays out each cluster's notes in rows without overlap. Neighbours make room. */
  readonly tidy: (clusters: readonly string[]) => void
  /** Lays out the whole board; what this person may not move stays. */
  readonly layOut: (layout: Layout) => void
  /**
   * Works out where everything lies with these groups of notes outside groups, each with its id. The function that it returns
   * makes them, in a later task, and says how many: a group that cannot be placed is not made.
   */
  readonly planGroups: (groups: ReadonlyMap<string, readonly string[]>, layout: Layout) => () => number
  /** Moves the notes that lie far outside to their groups, or below everything else. */
  readonly bringBack: () => void
  /** Clipboard text and HTML of these notes and clusters, and back. */
  readonly copy: (ids: readonly string[]) => ClipboardContent
  /**
   * As `copy`, and removes them from the board. Undefined when there is no note. Undefined too, with a message, when
   * pasting would not restore all of them.
   */
  readonly cut: (ids: readonly string[]) => ClipboardContent | undefined
  /** Pastes the content that `readClipboard` found, its middle at `at`; returns the ids of its notes and clusters. */
  readonly paste: (copied: CopiedBoard, at: Point) => readonly string[]
  readonly rename: (title: string) => Promise<CommandOutcome>
  readonly setLanguage: (language: Language) => Promise<CommandOutcome>
  readonly changeMe: (name: string, colour: number) => Promise<CommandOutcome>
  readonly gather: (view: Rect) => Promise<CommandOutcome>
  /** Shows a note or cluster large on every projector; null ends that. */
  readonly showToRoom: (id: string | null) => Promise<CommandOutcome>
  readonly setWriting: (mode: WritingMode) => Promise<CommandOutcome>
  readonly revealDesks: () => Promise<CommandOutcome>
  readonly setRights: (change: Partial<Rights>) => Promise<CommandOutcome>
  readonly setLocked: (ids: readonly string[], isLocked: boolean) => Promise<CommandOutcome>
}

/** The places of the notes that a layout moves. */
export type Layout = (
  scene: Scene,
  mayMove: (id: string) => boolean,
) => readonly (Point & { readonly id: string })[]

export interface NoteMove extends Point {
  readonly id: string
  readonly cluster?: string | null
}

export type CommandOutcome =
  | {
      readonly ok: true
      readonly round?: string
      readonly revealed?: number
      readonly graft?: string
      readonly note?: string
    }
  | { readonly ok: false; readonly code: string; readonly message: string }
