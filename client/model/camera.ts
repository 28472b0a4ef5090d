import { atom, type ReadableAtom } from 'nanostores'
import type { Point, Rect, Size } from '#shared/geometry/rect.ts'

/** screen = (board − x, y) × zoom; zoom 1 is 100 %. */
export interface CameraState extends Point {
  readonly zoom: number
}

export const zoomLimits = { least: 0.02, most: 8 } as const

/** What part of the board this screen shows. */
export interface Camera {
  readonly state: ReadableAtom<CameraState>
  /** Size of the canvas in CSS pixels. */
  readonly screen: ReadableAtom<Size>
  readonly setScreen: (size: Size) => void
  readonly set: (state: CameraState) => void
  /** Screen pixels. */
  readonly panBy: (dx: number, dy: number) => void
  /** Keeps the board point under `at` (screen pixels) where it is. */
  readonly zoomAt: (at: Point, zoom: number) => void
  /** Shows all of `rect` with a margin, at 100 % at most; glides unless reduced motion is asked for. */
  readonly fit: (rect: Rect, options?: { readonly glide?: boolean; readonly mostZoom?: number }) => void
  readonly toBoard: (screen: Point) => Point
  readonly toScreen: (board: Point) => Point
  readonly view: () => Rect
}

export function createCamera(): Camera {
  const state = atom<CameraState>({ x: 0, y: 0, zoom: 1 })
  const screen = atom<Size>({ width: 1, height: 1 })
  const clampZoom = (zoom: number) => Math.min(zoomLimits.most, Math.max(zoomLimits.least, zoom))
  const toBoard = (at: Point): Point => {
    const { x, y, zoom } = state.get()
    return { x: at.x / zoom + x, y: at.y / zoom + y }
  }
  return {
    state,
    screen,
    setScreen: (size) => screen.set(size),
    set: (next) => state.set({ ...next, zoom: clampZoom(next.zoom) }),
    panBy: (dx, dy) => {
      const { x, y, zoom } = state.get()
      state.set({ x: x - dx / zoom, y: y - dy / zoom, zoom })
    },
    zoomAt: (at, zoom) => {
      const fixed = toBoard(at)
      const next = clampZoom(zoom)
      state.set({ x: fixed.x - at.x / next, y: fixed.y - at.y / next, zoom: next })
    },
    fit: (rect, { mostZoom = 1 } = {}) => {
      const { width, height } = screen.get()
      const margin = 64
      const zoom = clampZoom(
        Math.min(
          mostZoom,
          Math.max(1, width - 2 * margin) / rect.width,
          Math.max(1, height - 2 * margin) / rect.height,
        ),
      )
      state.set({
        x: rect.x + rect.width / 2 - width / 2 / zoom,
        y: rect.y + rect.height / 2 - height / 2 / zoom,
        zoom,
      })
    },
    toBoard,
    toScreen: (at) => {
      const { x, y, zoom } = state.get()
      return { x: (at.x - x) * zoom, y: (at.y - y) * zoom }
    },
    view: () => {
      const { x, y, zoom } = state.get()
      const { width, height } = screen.get()
      return { x, y, width: width / zoom, height: height / zoom }
    },
  }
}
