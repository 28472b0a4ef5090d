import type { Point } from '#shared/geometry/rect.ts'

export interface Modifiers {
  readonly shift: boolean
  readonly alt: boolean
  /** Ctrl, or Cmd on a Mac. */
  readonly command: boolean
}

/** An event of pointer or keyboard. Points are CSS pixels from the canvas's corner. */
export type ToolEvent =
  | {
      readonly kind: 'down'
      readonly at: Point
      readonly device: 'mouse' | 'touch' | 'pen'
      readonly button: 'main' | 'middle' | 'right'
      readonly mods: Modifiers
    }
  | { readonly kind: 'move'; readonly at: Point; readonly mods: Modifiers }
  | { readonly kind: 'up'; readonly at: Point; readonly mods: Modifiers }
  | { readonly kind: 'double'; readonly at: Point }
  /** A finger has rested on one spot: the long press. */
  | { readonly kind: 'hold'; readonly at: Point }
  | { readonly kind: 'pinch'; readonly fingers: readonly [Point, Point] }
  | { readonly kind: 'pinchEnd' }
  /** Time has passed, with the hand where it was. */
  | { readonly kind: 'tick' }
  /** Notes came, went or moved. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'cancel' }

/** Movement below this is a click: CSS pixels, for a mouse or pen and for a finger. */
export const threshold = { mouse: 4, pen: 4, touch: 6 } as const

/** A finger that rests so long is no tap, milliseconds; as on phones. */
export const holdMs = 500
