import type { ReadableAtom, WritableAtom } from 'nanostores'
import type { BoardMeta, Language } from '#shared/board/document.ts'
import type { Draft } from '#shared/board/draft.ts'
import type { NoteKind, Tint } from '#shared/board/note.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { Point, Rect } from '#shared/geometry/rect.ts'
import type { Command } from '#shared/wire/command.ts'
import type { PresenceState } from '#shared/wire/presence.ts'
import type { Participant, Role } from '#shared/workshop/role.ts'
import type { Round, RoundTarget } from '#shared/workshop/round.ts'
import type { Barrier } from '#shared/workshop/policy.ts'
import type { Rights } from '#shared/workshop/rights.ts'
import type { Writing, WritingMode } from '#shared/workshop/writing.ts'
import type { Outcome } from '../http/api.ts'
import type { Camera } from '../view/camera.ts'
import type { ClipboardContent, CopiedBoard } from '../document/copied-board.ts'
import type { Arriving } from '../frames/parts.ts'
import type { OwnRights } from '../document/own-rights.ts'
import type { Reveals } from '../document/reveals.ts'
import type { Scene } from '../document/scene.ts'

/** Everything the interface knows about one open board. React and the canvas read it and call its commands. */
export interface BoardModel {
  readonly id: string
  readonly role: Role
  readonly me: ReadableAtom<Participant>
  readonly meta: ReadableAtom<BoardMeta>
  /** How people write at present. */
  readonly writing: ReadableAtom<Writing>
  /** What participants may do at present. */
  readonly rights: ReadableAtom<Rights>
  /** Notes and clusters that are locked themselves. */
  readonly locked: ReadableAtom<ReadonlySet<string>>
  /** Why nothing that is done here reaches the board any more. */
  readonly ending: ReadableAtom<Barrier | null>
  readonly may: OwnRights['may']
  readonly barrierTo: OwnRights['barrierTo']
  readonly barrierToMove: OwnRights['barrierToMove']
  readonly mayDisband: OwnRights['mayDisband']
  /** Why something is not possible, in words. */
  readonly whyNot: (barrier: Barrier) => string
  /** Says that; once, however often it is tried. */
  readonly explain: (barrier: Barrier) => void
  /** What is gone went by another's hand: neither by this person's, nor with a document that was taken back. */
  readonly wasRemovedByOthers: (id: string) => boolean
  readonly scene: Scene
  readonly camera: Camera
  readonly ui: BoardUi
  readonly commands: BoardCommands
  /** Sends a command of an activity to the server. */
  readonly run: (command: Command) => Promise<CommandOutcome>
  /** The state that the server keeps for an activity; undefined before it has decided anything. */
  readonly activity: (name: string) => ReadableAtom<unknown>
  /** Server's clock, milliseconds since 1970. */
  readonly now: () => number
  readonly undo: UndoHistory
  readonly desk: Desk
  readonly reveals: Pick<Reveals, 'onArriving' | 'onReveal'>
  readonly presence: Presence
  readonly voting: Voting
  readonly photos: Photos
  readonly saving: ReadableAtom<SavingState>
  /** How much of the board has come, while that takes long. */
  readonly arriving: ReadableAtom<Arriving | null>
  readonly notices: Notices
  readonly close: () => void
}

/** State of this screen alone; never shared. */
export interface BoardUi {
  readonly tool: WritableAtom<ToolName>
  /** Ids of selected notes and clusters. */
  readonly selection: WritableAtom<ReadonlySet<string>>
  /** The note or cluster (its title) being written in. */
  readonly editing: WritableAtom<string | null>
  /** Tint of the next note. */
  readonly tint: WritableAtom<Tint>
  /** Participant id of the person whose view this screen follows. */
  readonly following: WritableAtom<string | null>
  /** Found by Ctrl+F; drawn with a ring. */
  readonly found: WritableAtom<ReadonlySet<string>>
  /** The round whose dots are shown on the canvas; null: the open one, if any. */
  readonly shownRound: WritableAtom<string | null>
  /** The selection that a click has just made: on it any letter is the first of a word, those of tools included. */
  readonly clicked: WritableAtom<ReadonlySet<string> | null>
  /** The note or draft whose picture is looked at large. */
  readonly viewing: WritableAtom<string | null>
  /** Where a menu of what can be done there is asked for. */
  readonly menu: WritableAtom<MenuPlace | null>
}

export interface MenuPlace {
  /** CSS pixels from the canvas's corner. */
  readonly at: Point
  /** Where on the board something new may stand; null on something, and for a menu called by key. */
  readonly spot: Point | null
  /** The cluster whose field that is. */
  readonly cluster: string | null
  readonly isAboutSelection: boolean
  /** Its first item has the keyboard. */
  readonly isByKey: boolean
}

export const ToolName = { select: 'select', pan: 'pan', note: 'note' } as const
export type ToolName = (typeof ToolName)[keyof typeof ToolName]

/** Each is one transaction and one undo step. A command the role may not do is a no-op: the interface hides it first. */
export interface BoardCommands {
  /** Centred on the point; returns its id. */
  readonly addNote: (
    at: Point,
    options?: { text?: string; tint?: Tint; kind?: NoteKind; cluster?: string | null; photo?: Photo },
  ) => string
  readonly addNotes: (
    notes: readonly { text: string; tint?: Tint; photo?: Photo; at: Point }[],
  ) => readonly string[]
  readonly writeNote: (id: string, text: string) => void
  /** Moves to absolute positions, in front of everything; a `cluster`, for all or for one, is set in the same action. */
  readonly moveNotes: (moves: readonly NoteMove[], cluster?: string | null) => void
  /** As `moveNotes`, step by step: what follows soon on the same notes is undone together. */
  readonly nudgeNotes: (moves: readonly NoteMove[]) => void
  readonly setTint: (ids: readonly string[], tint: Tint) => void
  /** Puts a picture on a note, or another in its place; null takes it off. Describing one is putting it on anew. */
  readonly setPhoto: (id: string, photo: Photo | null) => void
  /** An empty note left behind goes without a word, and without a step of undo when nothing was ever written in it. */
  readonly discard: (id: string) => void
  /** Ids of notes and clusters; those this role may not delete stay. Shows the toast with undo. Returns how many went. */
  readonly remove: (ids: readonly string[]) => number
  readonly duplicate: (ids: readonly string[], by: Point) => readonly string[]
  /** From a selection of notes and clusters: makes one, or merges into the first selected cluster. Returns its id. */
  readonly cluster: (ids: readonly string[]) => string | undefined
  /** Out of their clusters, and out from among the notes that stay in them. */
  readonly takeOut: (notes: readonly string[]) => void
  /** Puts notes onto a note: makes a cluster of both, or joins the one it is in. */
  readonly dropOnNote: (notes: readonly string[], onto: string) => string | undefined
  readonly mergeClusters: (into: string, from: string) => void
  readonly dissolve: (ids: readonly string[]) => void
  readonly writeClusterTitle: (id: string, title: string) => void
  readonly setClusterTint: (id: string, tint: Tint) => void
  readonly toggleCollapsed: (id: string) => void
  /** Lays a cluster's notes out in rows without overlap; with no id, the whole board. */
  readonly tidy: (clusters?: readonly string[]) => void
  /** Clipboard text and HTML of these notes and clusters, and back. */
  readonly copy: (ids: readonly string[]) => ClipboardContent
  /**
   * As `copy`, and takes them off the board; undefined when there is no note, or, and it says why, when they would not all
   * come back by pasting.
   */
  readonly cut: (ids: readonly string[]) => ClipboardContent | undefined
  /** What `readClipboard` found, with its middle at `at`; returns the ids of what can be selected: notes and clusters. */
  readonly paste: (copied: CopiedBoard, at: Point) => readonly string[]
  readonly rename: (title: string) => Promise<CommandOutcome>
  readonly setLanguage: (language: Language) => Promise<CommandOutcome>
  readonly changeMe: (name: string, colour: number) => Promise<CommandOutcome>
  readonly gather: (view: Rect) => Promise<CommandOutcome>
  readonly setWriting: (mode: WritingMode) => Promise<CommandOutcome>
  readonly revealDesks: () => Promise<CommandOutcome>
  readonly setRights: (change: Partial<Rights>) => Promise<CommandOutcome>
  readonly setLocked: (ids: readonly string[], isLocked: boolean) => Promise<CommandOutcome>
}

export interface NoteMove extends Point {
  readonly id: string
  readonly cluster?: string | null
}

export type { ClipboardContent } from '../document/copied-board.ts'

export type CommandOutcome =
  | { readonly ok: true; readonly round?: string; readonly revealed?: number }
  | { readonly ok: false; readonly code: string; readonly message: string }

export interface UndoHistory {
  readonly canUndo: ReadableAtom<boolean>
  readonly canRedo: ReadableAtom<boolean>
  readonly undo: () => void
  readonly redo: () => void
  /** What follows is a step of its own, even at once. */
  readonly cut: () => void
}

/** Somebody with the board open, one entry a connection. */
export interface Person {
  readonly participant: string
  /** Of the connection: who came first. */
  readonly index: number
  /** Empty for the nameless. */
  readonly name: string
  /** Index into the palette's people. */
  readonly colour: number
  /** A facilitator. */
  readonly leads: boolean
  readonly isWriting: boolean
  /** They have the board itself before them, not a phone's list: they can be followed. */
  readonly isLooking: boolean
}

export interface Presence {
  /** Everyone here but this connection, one entry a connection; changes when people, selections or views do, not pointers. */
  readonly others: ReadableAtom<readonly PresenceState[]>
  /** What is said of them, in the same order; does not change with where they look and what they select. */
  readonly people: ReadableAtom<readonly Person[]>
  /** What tells those without a name apart, by participant: a number, the same on every screen. This one included. */
  readonly numbers: ReadableAtom<ReadonlyMap<string, number>>
  /** Distinct people here, this one included. */
  readonly count: ReadableAtom<number>
  /** Pointers by connection index; mutable and read by the canvas each frame. `onCursors` fires at most once a frame. */
  readonly cursors: ReadonlyMap<
    number,
    {
      readonly x: number
      readonly y: number
      readonly drag: { readonly dx: number; readonly dy: number } | null
    }
  >
  readonly onCursors: (listener: () => void) => () => void
  readonly pointTo: (at: Point | null, drag?: { dx: number; dy: number } | null) => void
  readonly showCursors: WritableAtom<boolean>
  /** The view of the person followed, or what the facilitator gathers everyone to. */
  readonly onGather: (listener: (view: Rect, from: string) => void) => () => void
}

/** The board's pictures, which the server keeps; notes name them. */
export interface Photos {
  readonly read: (id: string) => Promise<Outcome<Blob>>
  /**
   * Sends these files; each becomes a note of its own, in a block as near the middle of `near` as it covers nothing, or
   * a draft while this person's notes are drafts. What is refused is said in words; what cannot be sent at the moment
   * waits, and is kept in this browser until then.
   */
  readonly bring: (files: readonly Blob[], near: Rect, caption?: Caption) => void
  /** Sends a file and puts it on this note or draft, in place of what it shows. */
  readonly put: (id: string, file: Blob) => void
}

/**
 * Asked once, when the first picture is there or has to wait: the words that go with it. Until then they stay where they
 * were typed.
 */
export type Caption = (isThere: boolean) => string

/** This person's own drafts: nobody else receives anything of them before the reveal. */
export interface Desk {
  /** May this person keep a desk at all? */
  readonly isKept: boolean
  /** This person's new notes are drafts now: they may not stand on the board. */
  readonly takesNotes: ReadableAtom<boolean>
  /** Newest first. */
  readonly drafts: ReadableAtom<readonly Draft[]>
  /** The draft that is to be written in next: whoever shows the desk puts the caret there and empties this. */
  readonly wanted: WritableAtom<string | null>
  /** Null while there is no desk to be saved. */
  readonly saving: ReadableAtom<SavingState | null>
  /** A draft to be written in at once. */
  readonly begin: () => void
  /** Unsigned, and to be shown at the reveal, until its author decides otherwise. Empty ones are left out. */
  readonly add: (drafts: readonly NewDraft[]) => readonly string[]
  readonly write: (id: string, text: string) => void
  /** Shows the toast with undo, unless nothing was written in them. */
  readonly remove: (ids: readonly string[]) => void
  readonly hold: (id: string, isHeld: boolean) => void
  readonly sign: (id: string, isSigned: boolean) => void
  readonly setPhoto: (id: string, photo: Photo | null) => void
  readonly undo: UndoHistory
  readonly close: () => void
}

export interface NewDraft {
  readonly text: string
  readonly photo?: Photo | undefined
}

/** What the person is told about their work. "Saved" comes from the server's acknowledgement alone. */
export const SavingState = {
  joining: 'joining',
  saved: 'saved',
  saving: 'saving',
  /** No connection; what is written is kept in this browser. */
  offline: 'offline',
  /** Nothing can be saved at the moment, and this browser keeps nothing: what is written is on this page alone. */
  unkept: 'unkept',
  /** The server cannot write at the moment; what is written is kept in this browser. */
  readOnly: 'readOnly',
  /** The server's disk has damaged this board; what is here, and what is written, is kept in this browser. */
  damaged: 'damaged',
  /** The link was revoked, or the session ended. */
  revoked: 'revoked',
  /** The board was deleted for good. */
  gone: 'gone',
  /** This page is older than the server: reload. */
  outdated: 'outdated',
  /** The same, and this browser keeps nothing of what is not saved yet. */
  outdatedUnkept: 'outdatedUnkept',
} as const
export type SavingState = (typeof SavingState)[keyof typeof SavingState]

export interface Voting {
  /** Oldest first. */
  readonly rounds: ReadableAtom<readonly Round[]>
  readonly open: ReadableAtom<Round | undefined>
  /** This person's own dots by round, from the server. */
  readonly dots: ReadableAtom<Readonly<Record<string, Readonly<Record<string, number>>>>>
  readonly remaining: (round: Round) => number
  readonly openRound: (rules: {
    title: string
    target: RoundTarget
    options: readonly string[]
    budget: number
    cap: number
    isSecret: boolean
    minutes: number | null
    previous: string | null
  }) => Promise<CommandOutcome>
  readonly closeRound: (round: string) => Promise<CommandOutcome>
  /** Rounds that this person has asked to close; the server has not refused. */
  readonly closing: ReadableAtom<ReadonlySet<string>>
  readonly place: (round: string, option: string) => Promise<CommandOutcome>
  readonly take: (round: string, option: string) => Promise<CommandOutcome>
  /** Server's clock, milliseconds since 1970. */
  readonly now: () => number
}

/** Toasts. `text` is already in the person's language. */
export interface Notice {
  readonly id: string
  readonly text: string
  readonly tone: 'plain' | 'calm' | 'warn' | 'danger'
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Stays until it is dismissed. */
  readonly isLasting?: boolean
}

export interface Notices {
  readonly list: ReadableAtom<readonly Notice[]>
  readonly show: (notice: Omit<Notice, 'id'>) => string
  readonly dismiss: (id: string) => void
}
