import type { ReadableAtom } from 'nanostores'
import type * as Y from 'yjs'
import { act } from '#shared/board/document.ts'
import type { Participant } from '#shared/workshop/role.ts'
import type { BoardUi, NewDraft, Notices } from './board-model.ts'
import type { OwnRights } from './rights.ts'
import type { Say } from './say.ts'
import type { Scene } from './scene.ts'
import type { OwnHistory } from './undo.ts'

/** What the commands on a board work with. */
export interface Workplace {
  readonly doc: () => Y.Doc
  readonly scene: Scene
  readonly me: ReadableAtom<Participant>
  readonly can: OwnRights['may']
  readonly rights: OwnRights
  readonly ui: BoardUi
  readonly history: OwnHistory
  /** What new notes say that may not stand on the board now: this person's desk takes it. */
  readonly toDesk: (drafts: readonly NewDraft[]) => void
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
