import { centreOf, encloses, inset, overlap, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { CameraState } from '../model/view/camera.ts'
import type { Part, Sheet } from './tile-target.ts'
import { createDetachedSurface, type Surface } from './surface.ts'

/**
 * The board's picture in square canvases, side by side in a plane that the compositor moves: panning paints what comes
 * into sight and nothing else, and a change costs the canvases it touches. Measured at 1440 × 900: a tile drawn on
 * costs a quarter of one canvas for all, a plane that is moved nothing.
 */
export interface Tiles {
  /** CSS pixels of the screen; says whether anything changed. */
  readonly resize: (width: number, height: number, ratio: number) => boolean
  /** What the screen shows from now on. True when nothing on the tiles is of use for it. */
  readonly look: (camera: CameraState) => boolean
  /** The same where that takes no painting, now or ahead: moves the plane and says true, or does nothing. */
  readonly follow: (camera: CameraState) => boolean
  /** The camera at the plane's corner, and where the screen's corner lies from there: whole device pixels. */
  readonly place: () => { readonly anchor: CameraState; readonly corner: Point }
  /** Something in this rectangle (board units; and `reach` CSS pixels around it) looks different. */
  readonly spoil: (rect: Rect, reach: number) => void
  readonly spoilAll: () => void
  /** Has everything painted that is in sight and not true. True when a frame more would have something to prepare. */
  readonly draw: (paint: (parts: readonly Part[], camera: CameraState) => void) => boolean
}

interface Tile {
  readonly surface: Surface
  column: number
  row: number
  isShown: boolean
  sheet: Sheet
  /** The part of its pixels that is true. */
  clean: Rect | undefined
}

/** CSS pixels, about. Smaller ones cut more notes in two, larger ones cost more to draw on. Measured. */
const usualSide = 512
const phoneSide = 256
/** Screens that are narrower have fine pixels and little memory. */
const phoneWidth = 600

/** What was painted is kept for coming back to while all tiles take no more than this; taste. */
const keptBytes = 48_000_000

/** What is next is prepared this far beyond the screen's edges, in sides of a tile: it has to be there when it is seen. */
const ahead = 0.5

export function createTiles(plane: HTMLElement, onBlank: () => void): Tiles {
  const tiles: Tile[] = []
  let screen = { width: 0, height: 0, ratio: 1 }
  /** Device pixels. */
  let side = usualSide
  /** Its corner is the plane's. */
  let anchor: CameraState = { x: 0, y: 0, zoom: 1 }
  /** Of the plane from the screen's corner, whole device pixels. */
  let offset: Point = { x: 0, y: 0 }
  let spoiled: Rect[] = []
  /** Nothing on the plane is true. */
  let isFresh = true
  /** Everything in it is true: whole tiles, as far as the last frame had to see to. */
  let ready: Rect | undefined

  const inSight = ({ x, y } = offset): Rect => ({
    x: -x,
    y: -y,
    width: Math.round(screen.width * screen.ratio),
    height: Math.round(screen.height * screen.ratio),
  })
  const nearOf = (sight: Rect) => inset(sight, -Math.round(ahead * side))
  /** Of the plane, when the camera is there. */
  const offsetAt = (camera: CameraState): Point => {
    const scale = camera.zoom * screen.ratio
    return {
      x: Math.round((anchor.x - camera.x) * scale),
      y: Math.round((anchor.y - camera.y) * scale),
    }
  }
  const lay = (tile: Tile, column: number, row: number) => {
    const { ratio } = screen
    tile.column = column
    tile.row = row
    tile.clean = undefined
    tile.sheet = {
      context: tile.surface.context,
      pixels: { x: column * side, y: row * side, width: side, height: side },
      ratio,
    }
    const { style } = tile.surface.element
    style.left = `${(column * side) / ratio}px`
    style.top = `${(row * side) / ratio}px`
  }
  const move = (to: Point) => {
    offset = to
    const { ratio } = screen
    plane.style.transform = `translate3d(${to.x / ratio}px, ${to.y / ratio}px, 0)`
  }
  const spoilAll = () => {
    isFresh = true
    ready = undefined
    spoiled = []
    for (const tile of tiles) tile.clean = undefined
  }
  /** The plane stays where it is on the screen, but for whole tiles, so that its numbers stay small. */
  const anchorAt = (camera: CameraState) => {
    spoilAll()
    const across = Math.floor(-offset.x / side)
    const down = Math.floor(-offset.y / side)
    if (across !== 0 || down !== 0) {
      for (const tile of tiles) lay(tile, tile.column - across, tile.row - down)
      move({ x: offset.x + across * side, y: offset.y + down * side })
    }
    const scale = camera.zoom * screen.ratio
    anchor = { x: camera.x + offset.x / scale, y: camera.y + offset.y / scale, zoom: camera.zoom }
  }
  const clear = () => {
    for (const { surface } of tiles.splice(0)) surface.element.remove()
    move({ x: 0, y: 0 })
    spoilAll()
  }
  const farthest = (near: Rect): Tile | undefined => {
    const middle = centreOf(near)
    const distance = ({ sheet }: Tile) => {
      const { x, y } = centreOf(sheet.pixels)
      return Math.hypot(x - middle.x, y - middle.y)
    }
    const away = tiles.filter(({ sheet }) => !overlap(sheet.pixels, near))
    return away.toSorted((a, b) => distance(b) - distance(a))[0]
  }
  const take = (column: number, row: number, near: Rect): Tile => {
    const known = tiles.find((tile) => tile.column === column && tile.row === row)
    if (known) {
      show(known, true)
      return known
    }
    const spare = 4 * side * side * (tiles.length + 1) > keptBytes ? farthest(near) : undefined
    if (spare) {
      lay(spare, column, row)
      show(spare, true)
      return spare
    }
    const element = document.createElement('canvas')
    const surface = createDetachedSurface(element)
    surface.onBlank(onBlank)
    surface.resize(side / screen.ratio, side / screen.ratio, screen.ratio)
    const sheet = { context: surface.context, pixels: { x: 0, y: 0, width: side, height: side }, ratio: 1 }
    const tile: Tile = { surface, column, row, isShown: true, sheet, clean: undefined }
    lay(tile, column, row)
    tiles.push(tile)
    plane.append(element)
    return tile
  }
  function* tilesIn(rect: Rect, near: Rect): Iterable<Tile> {
    const last = { x: rect.x + rect.width, y: rect.y + rect.height }
    for (let row = Math.floor(rect.y / side); row * side < last.y; row += 1) {
      for (let column = Math.floor(rect.x / side); column * side < last.x; column += 1) {
        yield take(column, row, near)
      }
    }
  }
  /** Of what is true and has changed: painted again where it may be seen soon, forgotten elsewhere. */
  const mend = (piece: Rect, near: Rect): readonly Part[] => {
    const parts: Part[] = []
    for (const tile of tiles) {
      const area = tile.clean && overlap(piece, tile.clean)
      if (!area) continue
      if (overlap(area, near)) parts.push({ sheet: tile.sheet, area })
      else tile.clean = undefined
    }
    return parts
  }
  const missing = (sight: Rect, near: Rect): readonly Part[] => {
    const parts: Part[] = []
    for (const tile of tilesIn(sight, near)) {
      const needed = overlap(tile.sheet.pixels, sight)
      if (!needed || (tile.clean && encloses(tile.clean, needed))) continue
      // All at once only what is seen; one by one whole tiles, which notes cross less often.
      tile.clean = isFresh ? needed : tile.sheet.pixels
      parts.push({ sheet: tile.sheet, area: tile.clean })
    }
    return parts
  }
  const next = (near: Rect): Tile | undefined => {
    for (const tile of tilesIn(near, near)) {
      if (!tile.clean || !encloses(tile.clean, tile.sheet.pixels)) return tile
    }
    return undefined
  }

  return {
    resize: (width, height, ratio) => {
      if (screen.width === width && screen.height === height && screen.ratio === ratio) return false
      const best = sideAt(ratio, Math.min(width, height) < phoneWidth ? phoneSide : usualSide)
      const isOther = screen.ratio !== ratio || side !== best
      screen = { width, height, ratio }
      if (isOther || tiles.length === 0) {
        side = best
        clear()
      }
      return true
    },
    look: (camera) => {
      const to = offsetAt(camera)
      const { width, height } = inSight()
      const isElsewhere = Math.abs(to.x - offset.x) >= width || Math.abs(to.y - offset.y) >= height
      if (camera.zoom !== anchor.zoom || isElsewhere) {
        anchorAt(camera)
        return true
      }
      if (to.x !== offset.x || to.y !== offset.y) move(to)
      return false
    },
    follow: (camera) => {
      const to = offsetAt(camera)
      if (!ready || camera.zoom !== anchor.zoom || !encloses(ready, nearOf(inSight(to)))) return false
      move(to)
      return true
    },
    place: () => ({ anchor, corner: { x: -offset.x, y: -offset.y } }),
    spoil: (rect, reach) => {
      if (isFresh) return
      spoiled.push(pixelsOf(rect, reach, anchor, screen.ratio))
      ready = undefined
    },
    spoilAll,
    draw: (paint) => {
      if (screen.width === 0) return false
      const sight = inSight()
      const near = nearOf(sight)
      for (const piece of spoiled) paint(mend(piece, near), anchor)
      spoiled = []
      paint(missing(sight, near), anchor)
      if (isFresh) {
        isFresh = false
        return true
      }
      const tile = next(near)
      if (!tile) {
        ready = wholeTiles(near, side)
        for (const each of tiles) if (!overlap(each.sheet.pixels, ready)) show(each, false)
        return false
      }
      ready = undefined
      tile.clean = tile.sheet.pixels
      paint([{ sheet: tile.sheet, area: tile.sheet.pixels }], anchor)
      return true
    },
  }
}

/** The browser goes through all that is shown whenever the plane moves, in sight or not. */
function show(tile: Tile, isShown: boolean): void {
  if (tile.isShown === isShown) return
  tile.isShown = isShown
  tile.surface.element.style.visibility = isShown ? '' : 'hidden'
}

function wholeTiles(rect: Rect, side: number): Rect {
  const down = (value: number) => Math.floor(value / side) * side
  const up = (value: number) => Math.ceil(value / side) * side
  const [x, y] = [down(rect.x), down(rect.y)]
  return { x, y, width: up(rect.x + rect.width) - x, height: up(rect.y + rect.height) - y }
}

/** Whole in device pixels, and as near as may be to a whole number of CSS pixels, so that tiles meet without a seam. */
function sideAt(ratio: number, wished: number): number {
  for (let side = wished; side > wished / 2; side -= 1) {
    if (Math.abs(side * ratio - Math.round(side * ratio)) < 1e-4) return Math.round(side * ratio)
  }
  return Math.round(wished * ratio)
}

/** Outwards to whole pixels: a clip on whole pixels is cheap and leaves no seam. */
function pixelsOf(rect: Rect, reach: number, camera: CameraState, ratio: number): Rect {
  const scale = camera.zoom * ratio
  const around = reach * ratio
  const x = Math.floor((rect.x - camera.x) * scale - around)
  const y = Math.floor((rect.y - camera.y) * scale - around)
  return {
    x,
    y,
    width: Math.ceil((rect.x + rect.width - camera.x) * scale + around) - x,
    height: Math.ceil((rect.y + rect.height - camera.y) * scale + around) - y,
  }
}
