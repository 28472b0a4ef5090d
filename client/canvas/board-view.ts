import { inset, isSameRect, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { CameraState } from '../model/view/camera.ts'
import type { SceneArea } from '../model/document/scene-areas.ts'
import type { SceneChange, SceneNote } from '../model/document/scene.ts'
import { createDamage, type Damage } from './damage.ts'
import { createFrames } from './frames.ts'
import { createLiftLayer, type LiftLayer } from './lift-layer.ts'
import { reachOfArea } from './paint-area.ts'
import { farReach, markReach, paint, reachAt } from './paint.ts'
import { createPhoto, lateFrames } from './board-surface.ts'
import type { Shown } from '../view/view-state.ts'
import { watchShown, type ShownState } from './watch-view-state.ts'
import { detail, type CanvasStyle } from './style.ts'

/** The painted board of one screen: keeps the pixels true to the model, with as little painting as possible. */
export interface BoardView {
  readonly shown: () => Shown
  readonly setStyle: (style: CanvasStyle) => void
  readonly resize: (width: number, height: number, ratio: number) => void
  /** Takes these notes and clusters off the board to be dragged (or copies of them); `drop` puts them back. */
  readonly lift: (ids: ReadonlySet<string>, isCopy: boolean) => void
  readonly moveLifted: (by: Point) => void
  readonly drop: () => void
  readonly close: () => void
}

interface ViewElements {
  readonly plane: HTMLElement
  readonly stage: HTMLCanvasElement
  readonly lifted: HTMLCanvasElement
}

export function createBoardView(model: BoardModel, elements: ViewElements, style: CanvasStyle): BoardView {
  const view = new PaintedBoard(model, elements, style)
  return {
    shown: view.shown,
    setStyle: (next) => view.setStyle(next),
    resize: (width, height, ratio) => view.resize(width, height, ratio),
    lift: (ids, isCopy) => view.lift(ids, isCopy),
    moveLifted: (by) => view.moveLifted(by),
    drop: () => view.drop(),
    close: () => view.close(),
  }
}

class PaintedBoard {
  readonly shown: () => Shown
  readonly #model: BoardModel
  readonly #picture: ReturnType<typeof createPhoto>
  readonly #lifted: LiftLayer
  readonly #places: PaintedPlaces
  readonly #watched: ShownState
  readonly #damage = createDamage()
  readonly #frames = createFrames(() => this.#draw())
  readonly #stops: readonly (() => void)[]
  #style: CanvasStyle
  /** Lifted, and still painted on the board until they are surely seen above it. */
  #taken: { readonly ids: ReadonlySet<string>; frames: number } | undefined
  /** How far beyond its rectangle anything on the tiles may reach. */
  #reach = 0

  constructor(model: BoardModel, elements: ViewElements, style: CanvasStyle) {
    this.#model = model
    this.#style = style
    const { scene, camera } = model
    this.#picture = createPhoto(elements.plane, elements.stage, () => this.#paintAll())
    this.#lifted = createLiftLayer(elements.lifted, model, () => this.#style)
    this.#places = new PaintedPlaces(model, this.#damage, () => this.shown())
    this.#watched = watchShown(model, (ids, isOwn) => this.#onShown(ids, isOwn))
    this.shown = this.#watched.now
    this.#places.readAll()
    this.#paintAll()
    this.#stops = [
      camera.state.listen((to) => this.#follow(to)),
      scene.onChange((change) => this.#onScene(change)),
      this.#watched.close,
      this.#frames.stop,
    ]
  }

  setStyle(style: CanvasStyle): void {
    this.#style = style
    this.#paintAll()
  }

  resize(width: number, height: number, ratio: number): void {
    if (!this.#picture.resize(width, height, ratio)) return
    this.#model.camera.setScreen({ width, height })
    this.#paintAll()
  }

  lift(ids: ReadonlySet<string>, isCopy: boolean): void {
    this.#lifted.lift(ids, this.shown())
    this.#taken = isCopy ? undefined : { ids, frames: lateFrames }
    this.#frames.ask()
  }

  moveLifted(by: Point): void {
    if (this.#lifted.moveTo(by)) this.#frames.ask()
  }

  drop(): void {
    this.#lifted.drop()
    this.#taken = undefined
    this.#watched.lift(new Set())
    this.#frames.ask()
  }

  close(): void {
    for (const stop of this.#stops) stop()
  }

  #draw(): void {
    const { scene, camera } = this.#model
    const state = camera.state.get()
    const changed = this.#damage.take(camera.view())
    const reach = reachAt(state.zoom, this.shown())
    const isMore = this.#picture.draw(state, changed, Math.max(this.#reach, reach), (parts, from) =>
      paint(parts, scene, from, this.#style, this.shown()),
    )
    this.#reach = reach
    if (this.#lifted.draw() || isMore || this.#taken) this.#frames.ask()
    if (this.#taken && (this.#taken.frames -= 1) <= 0) {
      const { ids } = this.#taken
      this.#taken = undefined
      this.#watched.lift(ids)
    }
  }

  #paintAll(): void {
    this.#damage.addAll()
    this.#frames.ask()
  }

  #finish(isOwn: boolean): void {
    if (this.#damage.isEmpty()) return
    const isNear = this.#model.camera.state.get().zoom >= detail.bars
    this.#frames.finish(isOwn || isNear ? 0 : farRestMs)
  }

  /**
   * Runs within the wheel's own event: no frame is asked for when nothing is to be painted. A move within a frame is
   * always painted in the next one; otherwise it would be a frame late from time to time.
   */
  #follow(to: CameraState): void {
    const { camera, ui } = this.#model
    const isByHand = !camera.isGliding() && ui.following.get() === null
    const isStill = this.#damage.isEmpty() && !this.#taken && this.#lifted.isIdle()
    if (!isByHand || !isStill || !this.#picture.follow(to)) this.#frames.ask()
  }

  #onShown(ids: Iterable<string> | 'all', isOwn: boolean): void {
    if (ids === 'all') return this.#paintAll()
    const few: string[] = []
    for (const id of ids) {
      // Before the scene is asked: after a drop of 10,000 notes it reads them all, in the frame that needs them.
      if (few.push(id) > mostOneByOne) return this.#paintAll()
    }
    for (const id of few) this.#places.damage(id, true)
    if (isOwn) this.#frames.ask()
    else this.#finish(false)
  }

  #onScene({ notes, clusters, areas, isAll, isOwn }: SceneChange): void {
    if (isAll) {
      this.#places.readAll()
      return this.#paintAll()
    }
    const { selection, found, others } = this.shown()
    const isMarked = (id: string) => selection.has(id) || found.has(id) || others.has(id)
    for (const id of notes) if (!this.#places.isTypedAlone(id)) this.#places.damage(id, isMarked(id))
    for (const id of clusters) this.#places.damage(id, isMarked(id))
    for (const id of areas) this.#places.damageArea(id)
    this.#finish(isOwn)
  }
}

/** Where each note and field was when it was painted last: the board behind one that has gone is painted there. */
class PaintedPlaces {
  readonly #model: BoardModel
  readonly #damage: Damage
  readonly #shown: () => Shown | undefined
  readonly #places = new Map<string, Rect>()
  readonly #dragged = new Map<string, Rect>()
  readonly #areas = new Map<string, SceneArea>()
  /** The note being edited, as it is painted: without its text, which the editor shows. */
  #edited: SceneNote | undefined

  constructor(model: BoardModel, damage: Damage, shown: () => Shown | undefined) {
    this.#model = model
    this.#damage = damage
    this.#shown = shown
  }

  readAll(): void {
    const { scene } = this.#model
    this.#places.clear()
    for (const note of scene.notes.values()) if (!note.isHidden) this.#places.set(note.id, note.rect)
    for (const cluster of scene.clusters.values()) this.#places.set(cluster.id, this.#withReach(cluster.rect))
    this.#areas.clear()
    for (const area of scene.areas.values()) this.#areas.set(area.id, area)
  }

  /** Marks the old and the new place of a note or cluster as to be painted. */
  damage(id: string, isMarked: boolean): void {
    const { scene } = this.#model
    const note = scene.notes.get(id)
    const shown = this.#shown()
    if (id === shown?.editing) this.#edited = note
    const cluster = scene.clusters.get(id)
    const now = note?.isHidden ? undefined : (note?.rect ?? (cluster && this.#withReach(cluster.rect)))
    this.#add(this.#places.get(id), isMarked)
    this.#add(now, isMarked)
    const drag = shown?.drags.get(id)
    this.#add(this.#dragged.get(id), isMarked)
    if (now && drag) {
      const there = { ...now, x: now.x + drag.x, y: now.y + drag.y }
      this.#dragged.set(id, there)
      this.#add(there, isMarked)
    } else this.#dragged.delete(id)
    if (now) this.#places.set(id, now)
    else this.#places.delete(id)
  }

  /** Marks the old and the new place of an area as to be painted. */
  damageArea(id: string): void {
    const { zoom } = this.#model.camera.state.get()
    const now = this.#model.scene.areas.get(id)
    for (const area of [this.#areas.get(id), now]) if (area) this.#damage.add(reachOfArea(area, zoom))
    if (now) this.#areas.set(id, now)
    else this.#areas.delete(id)
  }

  /** True for a change of the text in the editor alone, which the canvas does not show. */
  isTypedAlone(id: string): boolean {
    const note = this.#model.scene.notes.get(id)
    const before = this.#edited
    return id === this.#shown()?.editing && !!before && !!note && isSameButForWords(before, note)
  }

  #add(rect: Rect | undefined, isMarked: boolean): void {
    const { zoom } = this.#model.camera.state.get()
    if (rect) this.#damage.add(isMarked ? inset(rect, -markReach(zoom) / zoom) : rect)
  }

  /** With a card's further sheets. */
  #withReach(rect: Rect): Rect {
    return inset(rect, -farReach / this.#model.camera.state.get().zoom)
  }
}

function isSameButForWords(before: SceneNote, now: SceneNote): boolean {
  const { id, tint, kind, z, isHidden } = now
  return (
    before.id === id &&
    before.tint === tint &&
    before.kind === kind &&
    before.z === z &&
    before.isHidden === isHidden &&
    (before.text === '') === (now.text === '') &&
    !before.photo &&
    !now.photo &&
    isSameRect(before.rect, now.rect)
  )
}

/**
 * While notes are a few pixels large, changes of others are painted only every third frame: a step is a pixel or two there,
 * and the relay passes pointers on at 15 Hz. Measured: a quarter less than every second frame.
 */
const farRestMs = 44

/** Above so many notes that look different at once, painting all of the screen is cheaper. */
const mostOneByOne = 400
