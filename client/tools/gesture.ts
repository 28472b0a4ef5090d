import type { Point, Rect } from '#shared/geometry/rect.ts'
import type { CameraState } from '../model/view/camera.ts'
import type { Hit } from './hit.ts'
import type { Modifiers } from './tool-event.ts'

/** The gesture under way, as plain values. Each state has a file with its answer to the next event. */
export type Gesture =
  | { readonly kind: 'idle' }
  | Pressing
  | Dragging
  | Marquee
  | Panning
  | Linking
  | { readonly kind: 'pinching'; readonly fingers: readonly [Point, Point] }
  /** The long press has done its work; the finger is still down. */
  | { readonly kind: 'held' }

/** An arrow is drawn. */
export interface Linking {
  readonly kind: 'linking'
  /** The note at which it begins. */
  readonly from: string
}

export interface Panning {
  readonly kind: 'panning'
  readonly last: Point
  /** The right button, as long as it may still be a click. */
  readonly press?: { readonly at: Point; readonly hit: Hit }
}

export interface Pressing {
  readonly kind: 'pressing'
  readonly at: Point
  readonly device: 'mouse' | 'touch' | 'pen'
  readonly mods: Modifiers
  readonly hit: Hit
  /** Was it selected, and alone, before the press? */
  readonly wasAlone: boolean
}

export interface Dragging {
  readonly kind: 'dragging'
  /** Board point where it was taken. */
  readonly from: Point
  /** Where the pointer is, CSS pixels. */
  readonly at: Point
  readonly mods: Modifiers
  /** The note under the pointer; a cluster's id when its heading or card was taken. */
  readonly grabbed: string
  /** Selected notes and clusters, as lifted. */
  readonly ids: ReadonlySet<string>
  /** Where each note that moves was when the drag began. */
  readonly origins: ReadonlyMap<string, Rect>
  /** Fields as they were when the drag began: outside them a note has left. */
  readonly fields: ReadonlyMap<string, Rect>
  readonly by: Point
  /** The lines for alignment, and the view for which they were collected. */
  readonly near: { readonly camera: CameraState; readonly rects: readonly Rect[] } | null
  readonly isCopy: boolean
  readonly target: DropTarget | null
}

/** The target of the drop. A cluster for a whole cluster counts only after the pointer has rested on it. */
export type DropTarget =
  | { readonly kind: 'cluster' | 'note'; readonly id: string }
  | {
      readonly kind: 'merge'
      readonly id: string
      readonly since: number
      readonly isReady: boolean
    }

export interface Marquee {
  readonly kind: 'marquee'
  /** Board point of the fixed corner. */
  readonly from: Point
  /** CSS pixels. */
  readonly at: Point
  /** An area is drawn: nothing is selected. */
  readonly isArea?: true
  /** Selected before; kept when Shift was held. */
  readonly base: ReadonlySet<string>
}

export const idle: Gesture = { kind: 'idle' }
