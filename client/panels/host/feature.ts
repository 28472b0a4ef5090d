import type { ReadableAtom, WritableAtom } from 'nanostores'
import type { ComponentType, ReactNode } from 'react'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Asking } from '../../model/http/api.ts'
import type { StoredSession } from '../../model/memory/sessions.ts'
import type { Ghost } from './ghost.ts'
import type { StepEditor } from './step-editor.tsx'
import type { Say } from './say.ts'
import type { PhoneScene, ProjectorScene, ReplayScene, StepEntry, SteppedFeature } from './scenes.ts'

/**
 * Everything that one folder of panels adds to the board page. Each list of features is collected above them; the page
 * draws every slot in the order of that list. A component of a slot draws nothing while it has nothing to show.
 */
export interface Feature {
  readonly name: string
  /** Buttons of the top bar. They are painted with the board. */
  readonly TopBar?: ComponentType
  /** In the top bar of a board with an agenda, in place of its title. */
  readonly Head?: ComponentType
  /** One line under the top bar that gives the reason why something is not possible. */
  readonly Banner?: ComponentType
  /** A bar under the top bar while something is going on. */
  readonly Bar?: ComponentType
  /** Over the canvas, below the tools in the order of Tab. */
  readonly OverCanvas?: ComponentType
  /** A column between the board and the drawer: the one thing to do now. */
  readonly Task?: ComponentType
  /** Below the board and its columns. */
  readonly UnderBoard?: ComponentType
  /** In place of the canvas and its tools. */
  readonly stage?: Stage
  /** A window over the page that the model opens, not the shell. */
  readonly Window?: ComponentType
  /** The sentence of an empty board, in place of the usual one. Empty: none. */
  readonly emptyBoard?: (model: BoardModel) => string | undefined
  /** Watches the board while it is open. Returns its own undo. */
  readonly watch?: (board: OpenBoard) => () => void
  /** Speaks for screen readers. It is downloaded after the board is painted. */
  readonly announcer?: () => Promise<Announcer | undefined>
  /** Its steps in the editor of the agenda. Downloaded with the editor. */
  readonly stepEditor?: () => Promise<StepEditor | undefined>
  /** The deeds of a simulated person of a rehearsal. Downloaded by rehearsals alone. */
  readonly ghost?: () => Promise<Ghost | undefined>
  /** An activity as a step of an agenda, from the list of scenes. */
  readonly step?: StepEntry
  /** On a phone the task of its steps stands above the list of notes, not in its place. */
  readonly isTaskAboveNotes?: NonNullable<SteppedFeature['isTaskAboveNotes']>
  /** The stage of its steps at a desk. Left out: a sheet. */
  readonly stageKind?: NonNullable<SteppedFeature['stageKind']>
  /** The origin of a note or a version; without an id, the adopted sentence. Screens of others open it by `useOrigin`. */
  readonly origin?: DialogEntry<{ readonly of?: string }>
  readonly phone?: PhoneScene
  readonly projector?: ProjectorScene
  /** Downloaded with the replay. */
  readonly replay?: () => Promise<ReplayScene>
  readonly shortcuts?: readonly Shortcut[]
  /** Entries of the menu and of the command palette. They are downloaded with the first of the two. */
  readonly actions?: () => Promise<Actions>
  /** Downloaded first: parts that appear unasked or by a key. */
  readonly soon?: readonly Fetchable[]
  /** Downloaded afterwards: parts that are opened by hand. */
  readonly later?: readonly Fetchable[]
}

/** Watches the board and says what somebody who does not see it must know. Returns its own undo. */
export type Announcer = (board: OpenBoard, say: Say) => () => void

/** A part that is downloaded apart from the page. */
export interface Fetchable {
  readonly fetch: (features: readonly Feature[]) => Promise<unknown>
}

export interface Stage {
  readonly isShown: (model: BoardModel, features: readonly SteppedFeature[]) => ReadableAtom<boolean>
  readonly Stage: ComponentType
}

/** A dialog, opened by `shell.open` with these arguments. */
export interface DialogEntry<Args extends object> extends Fetchable {
  readonly draw: (args: Args, onClose: () => void) => ReactNode
}

/** A drawer beside the board, opened by `shell.drawer`. */
export interface DrawerEntry extends Fetchable {
  readonly name: string
  readonly Drawer: ComponentType<Closable>
  /** Runs when the person closes the drawer, and not when another one replaces it. */
  readonly onClose?: ((board: OpenBoard) => void) | undefined
  /** It has buttons of undo and redo. The rail's go meanwhile: nobody sees two. */
  readonly hasOwnUndo?: boolean
}

/** A panel over the canvas, opened by `shell.panel`. */
export interface PanelEntry extends Fetchable {
  readonly Panel: ComponentType<Closable>
}

export interface Closable {
  readonly onClose: () => void
}

/** A dialog that is open with its arguments. */
export interface OpenDialog {
  readonly entry: Fetchable
  readonly draw: (onClose: () => void) => ReactNode
  /** Opened again when this one closes. */
  readonly before: OpenDialog | null
}

/** Everything that is open around the canvas, on this screen alone. */
export interface Shell {
  readonly dialog: WritableAtom<OpenDialog | null>
  readonly open: <Args extends object>(entry: DialogEntry<Args>, ...args: Optional<Args>) => void
  /** Opens a dialog over the open one, which comes back when it closes. */
  readonly openOver: <Args extends object>(entry: DialogEntry<Args>, ...args: Optional<Args>) => void
  readonly drawer: WritableAtom<DrawerEntry | null>
  readonly panel: WritableAtom<PanelEntry | null>
  /** Parts on their way that hold the keys, each as the function that gives it up. */
  readonly awaited: Set<() => void>
  /** Letters typed while a part was on its way: a part that opens with a field takes them. */
  readonly typed: string[]
  /** The person's choice; null: the map is shown wherever there is room. */
  readonly minimap: WritableAtom<boolean | null>
  /** On a phone, and in a crowd: the list, or the canvas. */
  readonly columnView: WritableAtom<'list' | 'board'>
}

/** No argument is needed where none is required. */
export type Optional<Args extends object> =
  Partial<Args> extends Args ? readonly [args?: Args] : readonly [args: Args]

export interface OpenBoard {
  readonly model: BoardModel
  readonly shell: Shell
  /** The session for requests over HTTP. */
  readonly asking: Asking & Pick<StoredSession, 'isLed'>
  /** The person views the board until the server can let them in. */
  readonly isWaiting: boolean
  readonly features: readonly Feature[]
}

/** A key of the interface around the canvas. Keys of the canvas belong to client/tools. */
interface Shortcut {
  readonly key: string
  /** Pressed with Ctrl or ⌘. Without, it is a letter key, which people can switch off. */
  readonly isCommand: boolean
  readonly run: (board: OpenBoard) => void
  /** The same key closes this dialog. */
  readonly closes?: Fetchable
}

/** Sections of the menus and groups of the command palette, in this order. */
export const ActionSection = {
  content: 'content',
  work: 'work',
  people: 'people',
  past: 'past',
  view: 'view',
  self: 'self',
  help: 'help',
  end: 'end',
} as const
export type ActionSection = (typeof ActionSection)[keyof typeof ActionSection]

/** An entry of the command palette and, perhaps, of a menu of the top bar. */
export interface Action {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly keys?: string
  readonly section: ActionSection
  /** `phone`: on wider screens a button of a bar does the same. `led`: on a board without an agenda one does. */
  readonly inMenu: boolean | 'phone' | 'led'
  readonly isPossible: boolean
  /** Offered at the end of a workshop, too. */
  readonly isTakenHome?: true
  readonly run: () => void
}

export interface Actions {
  /** The stores that decide which actions are possible, besides rights. */
  readonly stores?: (model: BoardModel) => readonly ReadableAtom[]
  readonly list: (board: OpenBoard) => readonly Action[]
}

/**
 * The client's side of an activity: a feature of the board page that nothing but `client/activities/registry.ts`
 * imports. Phone, projector and replay reach it through its scenes; those of its steps are in
 * `client/activities/step-scenes.ts`.
 */
export interface ClientActivity extends Omit<Feature, 'step' | 'stepEditor' | 'announcer' | 'ghost'> {
  /** As in the registries of the server and of shared. */
  readonly name: string
}
