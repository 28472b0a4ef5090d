import type { ReadableAtom } from 'nanostores'
import type * as Y from 'yjs'
import { act } from '#shared/board/document.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { Participant } from '#shared/workshop/role.ts'
import type { BoardUi, NewDraft, Notices } from '../contract/board-model.ts'
import type { OwnRights } from '../document/own-rights.ts'
import type { Say } from '../basics/model-messages.ts'
import type { Scene } from '../document/scene.ts'
import type { OwnHistory } from './undo.ts'

export interface CarriedPicture {
  /** The note or draft it belongs on. */
  readonly id: string
  readonly photo: Photo
}

/** What the commands on a board work with. */
export interface Workplace {
  /** The board's id. */
  readonly board: string
  readonly doc: () => Y.Doc
  readonly scene: Scene
  readonly me: ReadableAtom<Participant>
  readonly can: OwnRights['may']
  readonly rights: OwnRights
  readonly ui: BoardUi
  readonly history: OwnHistory
  /** What new notes say that may not stand on the board now: this person's desk takes it. */
  readonly toDesk: (drafts: readonly NewDraft[]) => readonly string[]
  /** Fetches pictures from another board that this browser knows, and puts them on these new notes or drafts. */
  readonly carry: (from: string, pictures: readonly CarriedPicture[]) => void
  readonly notices: Notices
  readonly say: Say
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** One user action: one transaction, one step of undo, whatever was done just before or comes right after. */
export function asStep<T>({ doc, history }: Workplace, change: (doc: Y.Doc) => T): T {
  history.cut()
  const current = doc()
  const result = act(current, () => change(current))
  history.cut()
  return result
}
