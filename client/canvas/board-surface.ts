import type { Rect } from '#shared/geometry/rect.ts'
import type { CameraState } from '../model/view/camera.ts'
import { wholeOf, type Part, createSurface } from './surface.ts'
import { createTiles } from './tiles.ts'

/**
 * The board as one screen shows it. At rest, while panning and while typing it is made of tiles, which cost least. Tiles may
 * reach the screen a frame before or after each other, so while everything changes, as in zooming, one canvas in front of
 * them shows the whole until the tiles have caught up.
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
  /** Moves the picture to the camera if that needs no painting; returns false if it does. */
  readonly follow: (camera: CameraState) => boolean
}

export type Paint = (parts: readonly Part[], camera: CameraState) => void

/** Frames without a change before the tiles are painted: a wheel turned by hand pauses for so long. Not measured. */
const pause = 6

/** Frames until what tiles were painted with is surely seen; one would do on a machine that is not overloaded. */
export const lateFrames = 4

/** `onBlank` is called when everything has to be drawn again. */
export function createPhoto(plane: HTMLElement, element: HTMLCanvasElement, onBlank: () => void): Picture {
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
      // Writing an attribute makes the browser compute the styles again.
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
