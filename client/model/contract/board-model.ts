import type { ReadableAtom, WritableAtom } from 'nanostores'
import type { Agenda } from '#shared/agenda/agenda.ts'
import type { Step } from '#shared/agenda/template.ts'
import type { RoomPage } from '#shared/board/spotlight.ts'
import type { LineageBoard } from '#shared/statements/lineage.ts'
import type { BoardMeta } from '#shared/board/document.ts'
import type { StepTables } from '#shared/board/tables.ts'
import type { Draft } from '#shared/board/draft.ts'
import type { NoteOrigin, Tint } from '#shared/board/note.ts'
import type { NoteKind } from '#shared/workshop/note-kind.ts'
import type { Progress, WrittenInPrivate } from '#shared/board/progress.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { Point, Rect } from '#shared/geometry/rect.ts'
import type { Adoption, Replies } from '#shared/workshop/adoption.ts'
import type { Audience } from '#shared/workshop/audience.ts'
import type { Command, Ink, ProjectedPages } from '#shared/wire/command.ts'
import type { Mark } from '#shared/wire/mark.ts'
import type { Caret, PresenceState } from '#shared/wire/presence.ts'
import type { Participant, Role } from '#shared/workshop/role.ts'
import type {
  BoardMethod,
  BoardRound,
  BoardTarget,
  Hands,
  OwnReason,
  SaidReason,
  SettleWay,
  Round,
} from '#shared/workshop/round.ts'
import type { Barrier } from '#shared/workshop/policy.ts'
import type { Rights } from '#shared/workshop/rights.ts'
import type { Writing } from '#shared/workshop/writing.ts'
import type { Outcome } from '../http/api.ts'
import type { Camera } from '../view/camera.ts'
import type { Arriving } from '../frames/slices.ts'
import type { OwnRights } from '../document/own-rights.ts'
import type { Statements } from './statements.ts'
import type { BoardCommands, CommandOutcome } from './board-commands.ts'
import type { Reveals } from '../document/reveals.ts'
import type { Scene } from '../document/scene.ts'

/** One open board, as the interface knows it. React and the canvas read it and call its commands. */
export interface BoardModel {
  readonly id: string
  readonly role: Role
  readonly me: ReadableAtom<Participant>
  /** This page opened among so many people that it shows the task in one column. It stays so while the page is open. */
  readonly inColumn: ReadableAtom<boolean>
  /** When the host has announced a restart for, by the server's clock. Null: none. */
  readonly restartAt: ReadableAtom<number | null>
  readonly meta: ReadableAtom<BoardMeta>
  /** The way of writing now: shared or private. */
  readonly writing: ReadableAtom<Writing>
  /** The rights of participants now. */
  readonly rights: ReadableAtom<Rights>
  /** Notes and clusters that are locked themselves. */
  readonly locked: ReadableAtom<ReadonlySet<string>>
  /** The note or cluster that projectors show large, on the board or gone; null for the board as usual. */
  readonly spotlight: ReadableAtom<string | null>
  /** The page that projectors show of something that takes several; null before a facilitator has turned one. */
  readonly roomPage: ReadableAtom<RoomPage | null>
  /** Null on a board without an agenda. */
  readonly agenda: ReadableAtom<Agenda | null>
  /** Resolves with the statements of the board once their code is here. */
  readonly statements: () => Promise<Statements>
  /** The notes and groups that are shown beside the step, by reference, in the order in which it names their sources. */
  readonly pinnedFor: (step: Step) => readonly string[]
  /** Before it resolves nothing is pinned. */
  readonly loadPins: () => Promise<void>
  /** Everything on the board now, for the origin of its sentences. */
  readonly lineage: () => Promise<LineageBoard>
  /** Null while no step runs that counts it. */
  readonly stepProgress: ReadableAtom<Progress | null>
  /** The number of people who have unsent words in the running step. */
  readonly stepBegun: ReadableAtom<number>
  /** Numbers of private notes by step. Steps whose private notes nobody counts are not in it. */
  readonly writtenInPrivate: ReadableAtom<WrittenInPrivate>
  readonly ownDone: OwnDone
  /** Null while no step runs at tables. */
  readonly tables: ReadableAtom<StepTables | null>
  /** Oldest first. The last one is the purpose. */
  readonly adoptions: ReadableAtom<readonly Adoption[]>
  /** The answers in writing to the published reasons of votes. */
  readonly replies: ReadableAtom<Replies>
  readonly ownTable: OwnRights['ownTable']
  readonly isForeign: OwnRights['isForeign']
  /** The reason for which nothing that this person does reaches the board any more. */
  readonly ending: ReadableAtom<Barrier | null>
  readonly may: OwnRights['may']
  readonly barrierTo: OwnRights['barrierTo']
  readonly barrierToMove: OwnRights['barrierToMove']
  readonly mayDisband: OwnRights['mayDisband']
  /** The reason for a barrier, as a sentence. */
  readonly whyNot: (barrier: Barrier) => string
  /** Shows that sentence, once, however often the person tries. */
  readonly explain: (barrier: Barrier) => void
  /** True if another person removed it: not this person, and not the replacement of the document. */
  readonly wasRemovedByOthers: (id: string) => boolean
  readonly scene: Scene
  readonly camera: Camera
  readonly ui: BoardUi
  readonly commands: BoardCommands
  /** Resolves when the code of the commands is here. Until then they do nothing. */
  readonly ready: Promise<void>
  /** Sends a command of an activity to the server. */
  readonly run: (command: Command) => Promise<CommandOutcome>
  /** The state that the server keeps for an activity; undefined before it has decided anything. */
  readonly activity: (name: string) => ReadableAtom<unknown>
  /** What activities knew of this person alone at the last hello, by their names. */
  readonly own: ReadableAtom<Readonly<Record<string, unknown>>>
  /** Server's clock, milliseconds since 1970. */
  readonly now: () => number
  readonly undo: UndoHistory
  readonly desk: Desk
  readonly reveals: Pick<Reveals, 'onArriving' | 'onReveal'>
  readonly presence: Presence
  readonly voting: Voting
  readonly photos: Photos
  readonly saving: ReadableAtom<SavingState>
  /** Progress of the download, while that takes long. */
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
  /** True while a hand drags something on the canvas, or draws a frame. */
  readonly isHolding: WritableAtom<boolean>
  /** Tint of the next note. */
  readonly tint: WritableAtom<Tint>
  /** Participant id of the person whose view this screen follows. */
  readonly following: WritableAtom<string | null>
  /** Found by Ctrl+F; drawn with a ring. */
  readonly found: WritableAtom<ReadonlySet<string>>
  /** The round whose dots are shown on the canvas; null: the open one, if any. */
  readonly shownRound: WritableAtom<string | null>
  /** The selection that a click has just made: a letter typed on it begins a text, even the letter of a tool. */
  readonly clicked: WritableAtom<ReadonlySet<string> | null>
  /** The note or draft whose photo is shown large. */
  readonly viewing: WritableAtom<string | null>
  /** Notes for which a group is to be chosen from a list. */
  readonly regrouping: WritableAtom<readonly string[] | null>
  /** The area whose title is to be written. */
  readonly titling: WritableAtom<string | null>
  /** The place for which the person has asked for a menu. */
  readonly menu: WritableAtom<MenuPlace | null>
}

export interface MenuPlace {
  /** CSS pixels from the canvas's corner. */
  readonly at: Point
  /** The place for a new note; null on a thing, and for a menu called by key. */
  readonly spot: Point | null
  /** The cluster at that place. */
  readonly cluster: string | null
  readonly isAboutSelection: boolean
  /** The first item gets the focus. */
  readonly isByKey: boolean
}

export const ToolName = {
  select: 'select',
  pan: 'pan',
  note: 'note',
  text: 'text',
  arrow: 'arrow',
  area: 'area',
  laser: 'laser',
} as const
export type ToolName = (typeof ToolName)[keyof typeof ToolName]

/** Whether this person has said to be done with the running step. Nobody else learns it. */
export interface OwnDone {
  readonly isDone: ReadableAtom<boolean>
  readonly say: (isDone: boolean) => Promise<CommandOutcome>
}

export interface UndoHistory {
  readonly canUndo: ReadableAtom<boolean>
  readonly canRedo: ReadableAtom<boolean>
  readonly undo: () => void
  readonly redo: () => void
  /** Ends the current step: the next change begins a new one. */
  readonly cut: () => void
  /** Completes a large step that is being undone or redone in slices: the next action counts on it. */
  readonly settle: () => void
}

/** Whether others see where this person is: pointer, selection, view, drags, the note being written in. */
export interface OwnPlace {
  readonly isShown: ReadableAtom<boolean>
  /** A secret vote hides it: a pointer that rests on a note would betray a dot. */
  readonly isHidden: ReadableAtom<boolean>
  /** A facilitator shows it all the same. Ends with the vote. */
  readonly isOnPurpose: WritableAtom<boolean>
}

/** A person with the board open; one entry per connection. */
export interface Person {
  readonly participant: string
  /** Number of the connection, in the order of joining. */
  readonly index: number
  /** Empty for anonymous people. */
  readonly name: string
  /** Index into the palette's people. */
  readonly colour: number
  /** A facilitator. */
  readonly leads: boolean
  /** A facilitator who takes part, too. */
  readonly takesPart?: true
  readonly isWriting: boolean
  /** True if their screen shows the board, not a phone's list: they can be followed. */
  readonly isLooking: boolean
}

export interface Presence {
  /** All other connections. Changes with people, selections and views, not with pointers. */
  readonly others: ReadableAtom<readonly PresenceState[]>
  /** Names and activities, in the same order. Does not change with views and selections. */
  readonly people: ReadableAtom<readonly Person[]>
  /** Numbers that tell anonymous people apart, by participant; the same on every screen. This person included. */
  readonly numbers: ReadableAtom<ReadonlyMap<string, number>>
  /** Facilitators and participants here, each once, this person included. */
  readonly count: ReadableAtom<number>
  /** Viewers here, projectors included. Nobody sees them. */
  readonly viewers: ReadableAtom<number>
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
  /** This person's own pointer, selection and view, as others see them. */
  readonly place: OwnPlace
  /** Where this person writes in a statement. Others see it as they see the rest of this person's place. */
  readonly caret: WritableAtom<Caret | null>
  /** Light or a reaction that others see for a moment, as they see the rest of this person's place. */
  readonly mark: WritableAtom<Mark | null>
  /** For facilitators: what a projector shows in several pages. Null: nothing that takes any. */
  readonly projected: ReadableAtom<ProjectedPages | null>
  /** The ink of the sentence that the room signs; null before the first finger. */
  readonly ink: ReadableAtom<Ink | null>
  /** Calls the listener with the view to which a facilitator brings everyone. */
  readonly onGather: (listener: (view: Rect, from: string) => void) => () => void
}

/** The board's photos, which the server keeps; notes name them. */
export interface Photos {
  readonly read: (id: string) => Promise<Outcome<Blob>>
  /**
   * Uploads these files. Each becomes a note of its own, in a block near the middle of `near` that covers nothing; or a
   * draft, while this person's notes are drafts. Refusals are shown. Files that cannot be sent now wait in this browser.
   */
  readonly bring: (files: readonly Blob[], near: Rect, caption?: Caption) => void
  /** Uploads these files. Each becomes a draft of this person's own, which no reveal takes. */
  readonly hold: (files: readonly Blob[]) => void
  /** Uploads a file, which nobody else sees before it is on a note. */
  readonly send: (file: Blob) => Promise<Outcome<Photo>>
  /** Uploads a file and puts it on this note or draft, in place of its photo. */
  readonly put: (id: string, file: Blob) => void
}

/**
 * Returns the words that go with the first photo. Asked once, when that photo has arrived or has to wait; until then the
 * words stay in their field.
 */
export type Caption = (isThere: boolean) => string

/** This person's own drafts. Nobody else receives them before the reveal. */
export interface Desk {
  /** True if this person may have a desk. */
  readonly isKept: boolean
  /** True while new notes of this person become drafts. */
  readonly takesNotes: ReadableAtom<boolean>
  /** Newest first. */
  readonly drafts: ReadableAtom<readonly Draft[]>
  /** Answers to the questions of steps, oldest first. A reveal leaves them here. */
  readonly answers: ReadableAtom<readonly Draft[]>
  /** The draft to edit next: the view of the desk puts the caret there and sets this to null. */
  readonly wanted: WritableAtom<string | null>
  /** The server's gift to this person alone for an activity; undefined for nothing. */
  readonly activity: (name: string) => ReadableAtom<unknown>
  /** The step and field for which new drafts are written. Without a field: the first one of the running step. */
  readonly origin: WritableAtom<NoteOrigin>
  /** Null while no desk is open. */
  readonly saving: ReadableAtom<SavingState | null>
  /** Adds an empty draft and asks to edit it. */
  readonly begin: (origin?: NoteOrigin) => void
  /** Adds drafts, except empty ones. Without an audience they are unsigned, and a reveal shows them. */
  readonly add: (drafts: readonly NewDraft[]) => readonly string[]
  /** Adds an answer, which its author keeps until they share it. Undefined where there is no desk. */
  readonly answer: (answer: NewAnswer) => string | undefined
  /** Opens the desk also while people write together. Returns its own undo. */
  readonly keepOpen: () => () => void
  readonly write: (id: string, text: string) => void
  readonly writeBlank: (id: string, blank: string, words: string) => void
  /** Deletes drafts; shows the toast with undo unless all were empty. */
  readonly remove: (ids: readonly string[]) => void
  /** The next reveal of notes of their kind takes these drafts. */
  readonly bringWithNext: (ids: readonly string[]) => void
  /** Of a draft or an answer. One that everybody sees at once is not for a desk: it counts as hidden. */
  readonly setAudience: (id: string, audience: Audience) => void
  readonly setPhoto: (id: string, photo: Photo | null) => void
  readonly undo: UndoHistory
  readonly close: () => void
}

export interface NewAnswer {
  readonly text?: string
  readonly kind?: NoteKind
  readonly audience?: Audience
  readonly origin: NoteOrigin
}

export interface NewDraft {
  readonly text: string
  readonly tint?: Tint | undefined
  readonly kind?: NoteKind | undefined
  readonly photo?: Photo | undefined
  readonly audience?: Audience | undefined
  /** The field for which it is written, and what its blanks hold. Without it: the desk's `origin`. */
  readonly origin?: NoteOrigin | undefined
}

/** The state of this person's work. "Saved" comes from the server's acknowledgement alone. */
export const SavingState = {
  joining: 'joining',
  saved: 'saved',
  saving: 'saving',
  /** No connection; this browser keeps the edits. */
  offline: 'offline',
  /** No connection, and this browser keeps nothing: the edits are on this page alone. */
  unkept: 'unkept',
  /** The server cannot write now; this browser keeps the edits. */
  readOnly: 'readOnly',
  /** The server's disk has damaged this board; this browser keeps the board and the edits. */
  damaged: 'damaged',
  /** The link was revoked, or the session ended. */
  revoked: 'revoked',
  /** The board was deleted. */
  gone: 'gone',
  /** This page is older than the server: reload. */
  outdated: 'outdated',
  /** As `outdated`, and this browser keeps no unsaved edits. */
  outdatedUnkept: 'outdatedUnkept',
} as const
export type SavingState = (typeof SavingState)[keyof typeof SavingState]

export interface Voting {
  /** About notes and clusters, oldest first. */
  readonly rounds: ReadableAtom<readonly BoardRound[]>
  /** About texts, oldest first: their options are not on the board. */
  readonly texts: ReadableAtom<readonly Round[]>
  /** About notes or clusters. At most one round of a board is open. */
  readonly open: ReadableAtom<BoardRound | undefined>
  /** This person's own dots by round, from the server. In a round with scores the points, where 0 is an answer. */
  readonly dots: ReadableAtom<Readonly<Record<string, Readonly<Record<string, number>>>>>
  readonly remaining: (round: Round) => number
  /** The options that this person is asked about, by round. Missing: all. */
  readonly dealt: ReadableAtom<Readonly<Record<string, readonly string[]>>>
  /** For facilitators: the show of hands entered so far, by open round. */
  readonly hands: ReadableAtom<Readonly<Record<string, Hands>>>
  readonly raiseHands: (round: string, hands: Hands) => Promise<CommandOutcome>
  readonly openRound: (rules: {
    title: string
    method: BoardMethod
    target: BoardTarget
    options: readonly string[]
    budget: number
    cap: number
    isSecret: boolean
    minutes: number | null
    previous: string | null
  }) => Promise<CommandOutcome>
  readonly closeRound: (round: string) => Promise<CommandOutcome>
  /** Rounds that this person has asked to close and the server has not refused to. */
  readonly closing: ReadableAtom<ReadonlySet<string>>
  readonly place: (round: string, option: string) => Promise<CommandOutcome>
  readonly take: (round: string, option: string) => Promise<CommandOutcome>
  /**
   * 0 to 3 points, an agreement from 0 to 5, or the weight of a choice; `passed`; null for no answer any more. Where
   * `takesReason` says so, the answer may have a reason.
   */
  readonly answer: (
    round: string,
    option: string,
    answer: number | null,
    reason?: SaidReason,
  ) => Promise<CommandOutcome>
  /** This person's reasons, by round and option. Of a closed round those that were not given to the group. */
  readonly reasons: ReadableAtom<Readonly<Record<string, Readonly<Record<string, OwnReason>>>>>
  /** Does with such a reason of a closed round what this person wishes. */
  readonly settle: (
    round: string,
    option: string,
    way: SettleWay,
    said: Pick<SaidReason, 'text' | 'secret'>,
  ) => Promise<CommandOutcome>
  /** Server's clock, milliseconds since 1970. */
  readonly now: () => number
}

/** Toasts. `text` is already in the person's language. */
export interface Notice {
  readonly id: string
  readonly text: string
  readonly tone: 'plain' | 'calm' | 'warn' | 'danger'
  readonly action?: { readonly label: string; readonly run: () => void }
  /** True if it stays until it is dismissed. */
  readonly isLasting?: boolean
}

export interface Notices {
  readonly list: ReadableAtom<readonly Notice[]>
  readonly show: (notice: Omit<Notice, 'id'>) => string
  readonly dismiss: (id: string) => void
}
