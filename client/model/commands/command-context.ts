import type { ReadableAtom } from 'nanostores'
import type * as Y from 'yjs'
import { act } from '#shared/board/document.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { Barrier } from '#shared/workshop/policy.ts'
import type { Participant } from '#shared/workshop/role.ts'
import type { BoardUi, NewDraft, Notices } from '../contract/board-model.ts'
import type { OwnRights } from '../document/own-rights.ts'
import type { Say } from '../basics/model-messages.ts'
import type { Scene } from '../document/scene.ts'
import type { Order } from './order.ts'
import type { OwnHistory } from './undo.ts'

export interface CarriedPhoto {
  /** The note or draft it belongs on. */
  readonly id: string
  readonly photo: Photo
}

/** The parts of the model with which commands work. */
export interface Workplace {
  /** The board's id. */
  readonly board: string
  readonly doc: () => Y.Doc
  readonly scene: Scene
  readonly me: ReadableAtom<Participant>
  readonly can: OwnRights['may']
  readonly rights: OwnRights
  /** Says why this person may not. */
  readonly explain: (barrier: Barrier) => void
  readonly ui: BoardUi
  readonly history: OwnHistory
  /** Keeps groups in order; a change of places goes through it. */
  readonly order: Order
  /** Adds notes to this person's desk while they may not be added to the board. */
  readonly toDesk: (drafts: readonly NewDraft[]) => readonly string[]
  /** Fetches photos from another board that this browser knows, and puts them on these new notes or drafts. */
  readonly carry: (from: string, pictures: readonly CarriedPhoto[]) => void
  readonly notices: Notices
  readonly say: Say
  /** Tells the steps of the agenda apart as they run. */
  readonly agendaMove: () => unknown
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** The same before the code for commands is here. */
export type EarlyWorkplace = Omit<Workplace, 'order'>

/** Runs one user action: one transaction and one step of undo, whatever comes just before or after. */
export function asStep<T>({ doc, history }: EarlyWorkplace, change: (doc: Y.Doc) => T): T {
  history.cut()
  const current = doc()
  const result = act(current, () => change(current))
  history.cut()
  return result
}
