import type { Point, Rect } from '#shared/geometry/rect.ts'
import type { Shown } from '../view/view-state.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { Guide } from './guides.ts'

/** The model, and the few things that this screen shows during a gesture. */
export interface ToolContext {
  readonly model: BoardModel
  readonly shown: () => Shown
  readonly lift: (ids: ReadonlySet<string>, isCopy: boolean) => void
  readonly moveLifted: (by: Point) => void
  readonly drop: () => void
  readonly overlay: Overlay
  /** An arrow that is being drawn from a note; null takes it away. */
  readonly sketch: (from: string | null, to?: Rect) => void
  /** Space is held: the hand pans, whatever is under it. */
  readonly isPanHeld: () => boolean
  readonly now: () => number
}

/** Marks over the board, in board units; null takes one away. */
export interface Overlay {
  readonly marquee: (rect: Rect | null) => void
  readonly guides: (guides: readonly Guide[]) => void
  /** A ring around the current item, or around what a drop would join, with the effect of the drop in words. */
  readonly hint: (rect: Rect | null, joining?: Joining) => void
}

/** The effect of a drop: a group is made of two notes, or grows, or takes the notes of another. */
export type Joining = 'group' | 'add' | 'merge'
