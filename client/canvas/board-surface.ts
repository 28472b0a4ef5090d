import type { Rect } from '#shared/geometry/rect.ts'
import type { CameraState } from '../model/view/camera.ts'
import { wholeOf, type Part } from './tile-target.ts'
import { createSurface } from './surface.ts'
import { createTiles } from './tiles.ts'

/**
 * The board as one screen shows it. At rest, panned and written on it is made of tiles, which cost least; but tiles may
 * reach the screen a frame before or after each other. While everything changes, as in zooming, one canvas before them
 * shows the whole, until the tiles have surely caught up.
 */
export interface Picture {
  /** CSS pixels; says whether anything changed. */
  readonly resize: (width: number, height: number, ratio: number) => boolean
  /**
   * Brings it up to date. `changed` looks different, board units, with `reach` CSS pixels around it. True when it wants
   * another frame.
   */
  readonly draw: (
    camera: CameraState,
    changed: readonly Rect[] | 'all',
    reach: number,
    paint: Paint,
  ) => boolean
  /** What `draw` would do for a camera that has moved, where nothing has to be painted for it; false when it has. */
  readonly follow: (camera: CameraState) => boolean
}

export type Paint = (parts: readonly Part[], camera: CameraState) => void

/** Frames without anything new before the tiles are painted: a wheel turned by hand pauses for so long. Taste. */
const pause = 6

/** Frames until what tiles were painted with is surely seen; one would do on a machine that is not overloaded. */
export const lateFrames = 4

/** `onBlank`: everything has to be drawn anew. */
export function createPicture(plane: HTMLElement, element: HTMLCanvasElement, onBlank: () => void): Picture {
  const tiles = createTiles(plane, onBlank)
  const stage = createSurface(element, true)
  stage.onBlank(onBlank)
  /** Frames since everything changed. */
  let quiet = 0
  let staged: CameraState | undefined

  return {
    resize: (width, height, ratio) => {
      const isChanged = stage.resize(width, height, ratio)
      if (isChanged) tiles.resize(width, height, ratio)
      return isChanged
    },
    draw: (camera, changed, reach, paint) => {
      if (stage.width === 0) return false
      if (changed === 'all') tiles.spoilAll()
      const isAllNew = tiles.look(camera) || changed === 'all'
      if (changed !== 'all') for (const rect of changed) tiles.spoil(rect, reach)
      quiet = isAllNew ? 0 : quiet + 1
      const isStaged = quiet < pause + lateFrames
      // Writing an attribute anew makes the browser look at the styles again.
      if (element.hidden === isStaged) element.hidden = !isStaged
      if (isStaged && (isAllNew || changed.length > 0 || staged !== camera)) {
        const { anchor, corner } = tiles.place()
        paint([wholeOf(stage, corner)], anchor)
      }
      staged = isStaged ? camera : undefined
      const isMore = quiet >= pause && tiles.draw(paint)
      return isStaged || isMore
    },
    follow: (camera) => element.hidden && tiles.follow(camera),
  }
}
