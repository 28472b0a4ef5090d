import { centreOf, encloses, inset, overlap, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { CameraState } from '../model/view/camera.ts'
import { type Part, type Sheet, createDetachedSurface, type Surface } from './surface.ts'

/**
 * The board's picture in square canvases, side by side in a plane that the compositor moves: panning paints what comes
 * into sight and nothing else, and a change costs the canvases it touches. Measured at 1440 × 900: a tile drawn on
 * costs a quarter of one canvas for all, a plane that is moved nothing.
 */
export interface Tiles {
  /** CSS pixels of the screen; says whether anything changed. */
  readonly resize: (width: number, height: number, ratio: number) => boolean
  /** Sets the view. True when nothing on the tiles can be used for it. */
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

/** Painted tiles out of sight are kept while all tiles take no more than this. Not measured. */
const keptBytes = 48_000_000

/** Tiles are painted this far beyond the screen's edges, in sides of a tile, so that they are ready when seen. */
const ahead = 0.5

export function createTiles(plane: HTMLElement, onBlank: () => void): Tiles {
  return new TilePlane(new TileSet(plane, onBlank), plane)
}

/** Where the plane lies, and which of its pixels are true. */
class TilePlane implements Tiles {
  readonly #tiles: TileSet
  readonly #plane: HTMLElement
  #screen = { width: 0, height: 0, ratio: 1 }
  /** The camera at the plane's corner. */
  #anchor: CameraState = { x: 0, y: 0, zoom: 1 }
  /** Of the plane from the screen's corner, whole device pixels. */
  #offset: Point = { x: 0, y: 0 }
  #spoiled: Rect[] = []
  /** Nothing on the plane is true. */
  #isFresh = true
  /** Everything in it is true: whole tiles, as far as the last frame looked. */
  #ready: Rect | undefined

  constructor(tiles: TileSet, plane: HTMLElement) {
    this.#tiles = tiles
    this.#plane = plane
  }

  readonly resize: Tiles['resize'] = (width, height, ratio) => {
    const screen = this.#screen
    if (screen.width === width && screen.height === height && screen.ratio === ratio) return false
    const best = sideAt(ratio, Math.min(width, height) < phoneWidth ? phoneSide : usualSide)
    this.#screen = { width, height, ratio }
    if (screen.ratio !== ratio || this.#tiles.side !== best || this.#tiles.isEmpty()) {
      this.#tiles.reset(best, ratio)
      this.#move({ x: 0, y: 0 })
      this.spoilAll()
    }
    return true
  }

  readonly look: Tiles['look'] = (camera) => {
    const to = this.#offsetAt(camera)
    const { width, height } = this.#inSight()
    const isElsewhere = Math.abs(to.x - this.#offset.x) >= width || Math.abs(to.y - this.#offset.y) >= height
    if (camera.zoom !== this.#anchor.zoom || isElsewhere) {
      this.#anchorAt(camera)
      return true
    }
    if (to.x !== this.#offset.x || to.y !== this.#offset.y) this.#move(to)
    return false
  }

  readonly follow: Tiles['follow'] = (camera) => {
    const to = this.#offsetAt(camera)
    const isReady =
      this.#ready !== undefined &&
      camera.zoom === this.#anchor.zoom &&
      encloses(this.#ready, this.#nearOf(this.#inSight(to)))
    if (isReady) this.#move(to)
    return isReady
  }

  readonly place: Tiles['place'] = () => ({
    anchor: this.#anchor,
    corner: { x: -this.#offset.x, y: -this.#offset.y },
  })

  readonly spoil: Tiles['spoil'] = (rect, reach) => {
    if (this.#isFresh) return
    this.#spoiled.push(pixelsOf(rect, reach, this.#anchor, this.#screen.ratio))
    this.#ready = undefined
  }

  readonly spoilAll: Tiles['spoilAll'] = () => {
    this.#isFresh = true
    this.#ready = undefined
    this.#spoiled = []
    this.#tiles.spoil()
  }

  readonly draw: Tiles['draw'] = (paint) => {
    if (this.#screen.width === 0) return false
    const sight = this.#inSight()
    const near = this.#nearOf(sight)
    for (const piece of this.#spoiled) paint(this.#tiles.mend(piece, near), this.#anchor)
    this.#spoiled = []
    paint(this.#tiles.missing(sight, near, this.#isFresh), this.#anchor)
    if (this.#isFresh) {
      this.#isFresh = false
      return true
    }
    const tile = this.#tiles.firstUnclean(near)
    if (!tile) {
      this.#ready = this.#tiles.showOnly(near)
      return false
    }
    this.#ready = undefined
    tile.clean = tile.sheet.pixels
    paint([{ sheet: tile.sheet, area: tile.sheet.pixels }], this.#anchor)
    return true
  }

  #inSight({ x, y } = this.#offset): Rect {
    const { width, height, ratio } = this.#screen
    return { x: -x, y: -y, width: Math.round(width * ratio), height: Math.round(height * ratio) }
  }

  #nearOf(sight: Rect): Rect {
    return inset(sight, -Math.round(ahead * this.#tiles.side))
  }

  /** Offset of the plane when the camera is there. */
  #offsetAt(camera: CameraState): Point {
    const scale = camera.zoom * this.#screen.ratio
    return {
      x: Math.round((this.#anchor.x - camera.x) * scale),
      y: Math.round((this.#anchor.y - camera.y) * scale),
    }
  }

  #move(to: Point): void {
    this.#offset = to
    const { ratio } = this.#screen
    this.#plane.style.transform = `translate3d(${to.x / ratio}px, ${to.y / ratio}px, 0)`
  }

  /** The plane stays where it is on the screen, but for whole tiles, so that its numbers stay small. */
  #anchorAt(camera: CameraState): void {
    this.spoilAll()
    const { side } = this.#tiles
    const across = Math.floor(-this.#offset.x / side)
    const down = Math.floor(-this.#offset.y / side)
    if (across !== 0 || down !== 0) {
      this.#tiles.shift(across, down)
      this.#move({ x: this.#offset.x + across * side, y: this.#offset.y + down * side })
    }
    const scale = camera.zoom * this.#screen.ratio
    this.#anchor = {
      x: camera.x + this.#offset.x / scale,
      y: camera.y + this.#offset.y / scale,
      zoom: camera.zoom,
    }
  }
}

/** The canvases on the plane, by column and row. */
class TileSet {
  readonly #plane: HTMLElement
  readonly #onBlank: () => void
  readonly #tiles: Tile[] = []
  /** Device pixels. */
  #side = usualSide
  #ratio = 1

  constructor(plane: HTMLElement, onBlank: () => void) {
    this.#plane = plane
    this.#onBlank = onBlank
  }

  get side(): number {
    return this.#side
  }

  isEmpty(): boolean {
    return this.#tiles.length === 0
  }

  reset(side: number, ratio: number): void {
    this.#side = side
    this.#ratio = ratio
    for (const { surface } of this.#tiles.splice(0)) surface.element.remove()
  }

  spoil(): void {
    for (const tile of this.#tiles) tile.clean = undefined
  }

  shift(across: number, down: number): void {
    for (const tile of this.#tiles) this.#lay(tile, tile.column - across, tile.row - down)
  }

  /** Parts of the piece that were true: to be painted again where they may be seen soon, forgotten elsewhere. */
  mend(piece: Rect, near: Rect): readonly Part[] {
    const parts: Part[] = []
    for (const tile of this.#tiles) {
      const area = tile.clean && overlap(piece, tile.clean)
      if (!area) continue
      if (overlap(area, near)) parts.push({ sheet: tile.sheet, area })
      else tile.clean = undefined
    }
    return parts
  }

  /** Parts in sight that are not true. On a fresh plane only the parts in sight; otherwise whole tiles, which cut fewer notes. */
  missing(sight: Rect, near: Rect, isFresh: boolean): readonly Part[] {
    const parts: Part[] = []
    for (const tile of this.#in(sight, near)) {
      const needed = overlap(tile.sheet.pixels, sight)
      if (!needed || (tile.clean && encloses(tile.clean, needed))) continue
      tile.clean = isFresh ? needed : tile.sheet.pixels
      parts.push({ sheet: tile.sheet, area: tile.clean })
    }
    return parts
  }

  firstUnclean(near: Rect): Tile | undefined {
    for (const tile of this.#in(near, near)) {
      if (!tile.clean || !encloses(tile.clean, tile.sheet.pixels)) return tile
    }
    return undefined
  }

  /** Hides all tiles but those near the screen. Returns the rectangle of whole tiles that are shown. */
  showOnly(near: Rect): Rect {
    const shown = wholeTiles(near, this.#side)
    for (const tile of this.#tiles) if (!overlap(tile.sheet.pixels, shown)) show(tile, false)
    return shown
  }

  *#in(rect: Rect, near: Rect): Iterable<Tile> {
    const side = this.#side
    const last = { x: rect.x + rect.width, y: rect.y + rect.height }
    for (let row = Math.floor(rect.y / side); row * side < last.y; row += 1) {
      for (let column = Math.floor(rect.x / side); column * side < last.x; column += 1) {
        yield this.#take(column, row, near)
      }
    }
  }

  #take(column: number, row: number, near: Rect): Tile {
    const known = this.#tiles.find((tile) => tile.column === column && tile.row === row)
    if (known) {
      show(known, true)
      return known
    }
    const isFull = 4 * this.#side * this.#side * (this.#tiles.length + 1) > keptBytes
    const spare = isFull ? this.#farthest(near) : undefined
    if (!spare) return this.#add(column, row)
    this.#lay(spare, column, row)
    show(spare, true)
    return spare
  }

  #add(column: number, row: number): Tile {
    const side = this.#side
    const element = document.createElement('canvas')
    const surface = createDetachedSurface(element)
    surface.onBlank(this.#onBlank)
    surface.resize(side / this.#ratio, side / this.#ratio, this.#ratio)
    const sheet = { context: surface.context, pixels: { x: 0, y: 0, width: side, height: side }, ratio: 1 }
    const tile: Tile = { surface, column, row, isShown: true, sheet, clean: undefined }
    this.#lay(tile, column, row)
    this.#tiles.push(tile)
    this.#plane.append(element)
    return tile
  }

  #lay(tile: Tile, column: number, row: number): void {
    const side = this.#side
    const ratio = this.#ratio
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

  #farthest(near: Rect): Tile | undefined {
    const middle = centreOf(near)
    const distance = ({ sheet }: Tile) => {
      const { x, y } = centreOf(sheet.pixels)
      return Math.hypot(x - middle.x, y - middle.y)
    }
    const away = this.#tiles.filter(({ sheet }) => !overlap(sheet.pixels, near))
    return away.toSorted((a, b) => distance(b) - distance(a))[0]
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
