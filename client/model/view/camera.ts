import { atom, type ReadableAtom } from 'nanostores'
import { coordinateLimit } from '#shared/board/limits.ts'
import { centreOf, inset, intersects, type Point, type Rect, type Size } from '#shared/geometry/rect.ts'

/** screen = (board − x, y) × zoom; zoom 1 is 100 %. */
export interface CameraState extends Point {
  readonly zoom: number
}

export const zoomLimits = { least: 0.02, most: 8 } as const

export interface FitOptions {
  readonly glide?: boolean
  readonly glideMs?: number
  readonly maxZoom?: number
  /** Puts the middle of the rectangle in the middle of the screen, even if the minimap then covers a part of it. */
  readonly isCentred?: boolean
  /** A taller rectangle is shown from its upper edge at this zoom, as far as its width allows: all of it could not be read. */
  readonly leastZoom?: number
  /** Nothing lies outside the rectangle: the map goes, and its room can be used. */
  readonly isAll?: boolean
}

/** The part of the board that this screen shows. */
export interface Camera {
  readonly state: ReadableAtom<CameraState>
  /** Size of the canvas in CSS pixels. */
  readonly screen: ReadableAtom<Size>
  readonly setScreen: (size: Size) => void
  /** The size of the lower right corner that the minimap and its buttons cover, CSS pixels. */
  readonly corner: ReadableAtom<Size>
  /** `alone`: the size without the map, which is not shown when the screen shows everything. */
  readonly setCorner: (size: Size, alone?: Size) => void
  /** The width at the right that a drawer covers, CSS pixels. */
  readonly cover: ReadableAtom<number>
  readonly setCover: (width: number) => void
  readonly set: (state: CameraState) => void
  /** Screen pixels. */
  readonly panBy: (dx: number, dy: number) => void
  /** Keeps the board point under `at` (screen pixels) where it is. */
  readonly zoomAt: (at: Point, zoom: number) => void
  /** Shows all of `rect` with a margin, at 100 % at most; glides unless reduced motion is asked for. */
  readonly fit: (rect: Rect, options?: FitOptions) => void
  /** Glides to a larger zoom. `rect` stays where it is on the screen, as far as all of it is then seen. */
  readonly comeNear: (rect: Rect, zoom: number) => void
  /** True while the view moves by itself, a step in every frame. */
  readonly isGliding: () => boolean
  readonly toBoard: (screen: Point) => Point
  readonly toScreen: (board: Point) => Point
  readonly view: () => Rect
  /** The same view; undefined while no canvas has been on this screen, as on a phone that shows the list. */
  readonly shownView: () => Rect | undefined
}

/** How long a glide takes: the style's movement, long enough to keep one's bearings. */
const usualGlideMs = 260

/** CSS pixels kept free around what is shown. The tools stand at the left of a larger screen, with their words 84 wide. */
const margins = { left: 96, top: 32, right: 32, bottom: 32 }
/** Two lines of a message at the lower left end below the notes of a fitted board, as toasts.css sets them. */
const messages = 72
const evenMargin = 32
const phoneMargin = 16
const phoneWidth = 640

export function createCamera(): Camera {
  const state = atom<CameraState>({ x: 0, y: 0, zoom: 1 })
  const screen = atom<Size>({ width: 1, height: 1 })
  const corner = atom<Size>({ width: 0, height: 0 })
  let cornerAlone: Size = corner.get()
  const cover = atom(0)
  /** The room that a drawer leaves free. */
  const freeScreen = (): Size => {
    const { width, height } = screen.get()
    return { width: Math.max(1, width - cover.get()), height }
  }
  const goTo = (to: CameraState, { glide = true, glideMs = usualGlideMs }: FitOptions) => {
    if (glide && mayGlide()) glideTo(to, glideMs)
    else set(to)
  }
  let gliding = 0
  const set = (next: CameraState) => {
    // Moving the view by hand ends the glide.
    if (gliding !== 0) cancelAnimationFrame(gliding)
    gliding = 0
    state.set(bounded(next, screen.get()))
  }
  const toBoard = (at: Point): Point => {
    const { x, y, zoom } = state.get()
    return { x: at.x / zoom + x, y: at.y / zoom + y }
  }
  const view = (): Rect => {
    const { x, y, zoom } = state.get()
    const { width, height } = screen.get()
    return { x, y, width: width / zoom, height: height / zoom }
  }
  const zoomAt = (at: Point, zoom: number) => {
    const fixed = toBoard(at)
    const next = clampZoom(zoom)
    set({ x: fixed.x - at.x / next, y: fixed.y - at.y / next, zoom: next })
  }
  const glideTo = (to: CameraState, durationMs: number) => {
    set(state.get())
    const from = state.get()
    const { width, height } = screen.get()
    const start = performance.now()
    const step = (now: number) => {
      const share = Math.min(1, Math.max(0, (now - start) / durationMs))
      state.set(
        share === 1
          ? bounded(to, { width, height })
          : between(from, to, 1 - (1 - share) ** 3, { width, height }),
      )
      gliding = share === 1 ? 0 : requestAnimationFrame(step)
    }
    gliding = requestAnimationFrame(step)
  }
  return {
    state,
    screen,
    setScreen: (size) => screen.set(size),
    corner,
    setCorner: (size, alone = size) => {
      cornerAlone = alone
      corner.set(size)
    },
    cover,
    setCover: (width) => cover.set(width),
    set,
    panBy: (dx, dy) => {
      const { x, y, zoom } = state.get()
      set({ x: x - dx / zoom, y: y - dy / zoom, zoom })
    },
    zoomAt,
    fit: (rect, options = {}) => {
      const { maxZoom = 1, leastZoom = 0, isCentred = false, isAll = false } = options
      const { room, zoom } = isCentred
        ? middleFor(rect, screen.get(), maxZoom)
        : roomFor(rect, freeScreen(), isAll ? cornerAlone : corner.get(), maxZoom, isAll ? messages : 0)
      const [middle, of] = [centreOf(rect), centreOf(room)]
      // What lies under the map comes up from below it.
      const whole = within(freeScreen())
      const near = Math.min(leastZoom, zoomIn(whole, { ...rect, height: 1 }, maxZoom))
      const to =
        near > zoom
          ? { x: middle.x - centreOf(whole).x / near, y: rect.y - whole.y / near, zoom: near }
          : { x: middle.x - of.x / zoom, y: middle.y - of.y / zoom, zoom }
      goTo(to, options)
    },
    comeNear: (rect, zoom) => {
      if (screen.get().width > 1) goTo(nearerTo(rect, zoom, state.get(), freeScreen(), corner.get()), {})
    },
    isGliding: () => gliding !== 0,
    toBoard,
    toScreen: (at) => {
      const { x, y, zoom } = state.get()
      return { x: (at.x - x) * zoom, y: (at.y - y) * zoom }
    },
    view,
    shownView: () => (screen.get().width > 1 ? view() : undefined),
  }
}

export function clampZoom(zoom: number): number {
  return Number.isNaN(zoom) ? 1 : Math.min(zoomLimits.most, Math.max(zoomLimits.least, zoom))
}

/** The nearest camera whose middle lies on the board. The one at 100 % for numbers that are none. */
function bounded({ x, y, zoom }: CameraState, { width, height }: Size): CameraState {
  const within = clampZoom(zoom)
  return {
    x: boundedEdge(x, width / 2 / within),
    y: boundedEdge(y, height / 2 / within),
    zoom: within,
  }
}

/** Tall notes at the lower edge reach beyond the coordinates of a board. */
const farthestMiddle = 2 * coordinateLimit

function boundedEdge(edge: number, half: number): number {
  const middle = edge + half
  if (Math.abs(middle) <= farthestMiddle) return edge
  return Number.isNaN(middle) ? 0 : Math.sign(middle) * farthestMiddle - half
}

/** The whole screen if `rect` then stays clear of the corner; else what is beside the corner or above it. */
function roomFor(rect: Rect, screen: Size, corner: Size, maxZoom: number, foot: number) {
  // A phone has no corner, and no room for a foot.
  const whole = within(screen, corner.height > 0 ? Math.max(margins.bottom, foot) : margins.bottom)
  const zoom = zoomIn(whole, rect, maxZoom)
  const middle = centreOf(whole)
  const shown = {
    x: middle.x - (rect.width * zoom) / 2,
    y: middle.y - (rect.height * zoom) / 2,
    width: rect.width * zoom,
    height: rect.height * zoom,
  }
  const covered = { x: screen.width - corner.width, y: screen.height - corner.height, ...corner }
  if (!intersects(shown, covered)) return { room: whole, zoom }
  const beside = { ...whole, width: Math.min(whole.width, covered.x - whole.x) }
  const above = { ...whole, height: Math.min(whole.height, covered.y - whole.y) }
  const [left, top] = [zoomIn(beside, rect, maxZoom), zoomIn(above, rect, maxZoom)]
  return left >= top ? { room: beside, zoom: left } : { room: above, zoom: top }
}

function middleFor(rect: Rect, screen: Size, maxZoom: number) {
  const room = inset({ x: 0, y: 0, ...screen }, screen.width < phoneWidth ? phoneMargin : evenMargin)
  return { room, zoom: zoomIn(room, rect, maxZoom) }
}

function within({ width, height }: Size, bottom: number = margins.bottom): Rect {
  if (width < phoneWidth) return inset({ x: 0, y: 0, width, height }, phoneMargin)
  const { left, top, right } = margins
  return { x: left, y: top, width: width - left - right, height: height - top - bottom }
}

function zoomIn({ width, height }: Size, rect: Size, maxZoom: number): number {
  return clampZoom(Math.min(maxZoom, Math.max(1, width) / rect.width, Math.max(1, height) / rect.height))
}

/** Bars about what is selected stand there, CSS pixels. */
const footHeight = 80

/** The view at this zoom that moves `rect` least on the screen, with all of it clear of tools and map. */
function nearerTo(rect: Rect, zoom: number, from: CameraState, screen: Size, corner: Size): CameraState {
  const room = within({ ...screen, height: screen.height - footHeight + margins.bottom })
  const size = { width: rect.width * zoom, height: rect.height * zoom }
  const middle = centreOf(rect)
  const wanted = {
    x: (middle.x - from.x) * from.zoom - size.width / 2,
    y: (middle.y - from.y) * from.zoom - size.height / 2,
  }
  const x = Math.max(room.x, Math.min(wanted.x, room.x + room.width - size.width))
  let y = Math.max(room.y, Math.min(wanted.y, room.y + room.height - size.height))
  const covered = { x: screen.width - corner.width, y: screen.height - corner.height, ...corner }
  if (intersects({ x, y, ...size }, covered)) y = Math.max(room.y, covered.y - size.height)
  return { x: rect.x - x / zoom, y: rect.y - y / zoom, zoom }
}

/** Zooms evenly to the eye and moves the middle of the screen in step with it. */
function between(from: CameraState, to: CameraState, share: number, { width, height }: Size): CameraState {
  const zoom = from.zoom * (to.zoom / from.zoom) ** share
  const middle = (camera: CameraState) => ({
    x: camera.x + width / 2 / camera.zoom,
    y: camera.y + height / 2 / camera.zoom,
  })
  const [a, b] = [middle(from), middle(to)]
  // Moving in step with the share of 1/zoom keeps the way straight on the screen.
  const way = from.zoom === to.zoom ? share : (1 / from.zoom - 1 / zoom) / (1 / from.zoom - 1 / to.zoom)
  return {
    x: a.x + (b.x - a.x) * way - width / 2 / zoom,
    y: a.y + (b.y - a.y) * way - height / 2 / zoom,
    zoom,
  }
}

function mayGlide(): boolean {
  return (
    typeof requestAnimationFrame === 'function' &&
    !window.matchMedia('(prefers-reduced-motion: reduce)').matches
  )
}
