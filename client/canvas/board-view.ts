import { inset, isSameRect, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { CameraState } from '../model/view/camera.ts'
import type { SceneNote } from '../model/document/scene.ts'
import { createDamage } from './damage.ts'
import { createFrames } from './frames.ts'
import { createLiftLayer, type LiftLayer } from './lift-layer.ts'
import { farReach, markReach, paint, reachAt } from './paint.ts'
import { createPicture, lateFrames } from './board-surface.ts'
import { headingReach, type Shown } from '../view/view-state.ts'
import { watchShown } from './watch-view-state.ts'
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

export function createBoardView(
  model: BoardModel,
  elements: {
    readonly plane: HTMLElement
    readonly stage: HTMLCanvasElement
    readonly lifted: HTMLCanvasElement
  },
  style: CanvasStyle,
): BoardView {
  const { scene, camera } = model
  const picture = createPicture(elements.plane, elements.stage, () => paintAll())
  const damage = createDamage()
  /** Where each note and field was when last painted: what has gone must be painted over there. */
  const places = new Map<string, Rect>()
  let current = style
  /** Lifted, and still on the board until they are surely seen above it. */
  let taken: { readonly ids: ReadonlySet<string>; frames: number } | undefined
  /** How far beyond its rectangle what is on the tiles may reach. */
  let reach = 0

  const frames = createFrames(() => {
    const state = camera.state.get()
    const changed = damage.take(camera.view())
    const next = reachAt(state.zoom, shown.now())
    const isMore = picture.draw(state, changed, Math.max(reach, next), (parts, from) =>
      paint(parts, scene, from, current, shown.now()),
    )
    reach = next
    if (lifted.draw() || isMore || taken) frames.ask()
    if (taken && (taken.frames -= 1) <= 0) {
      const { ids } = taken
      taken = undefined
      shown.lift(ids)
    }
  })

  const addDamage = (rect: Rect | undefined, isMarked: boolean) => {
    const { zoom } = camera.state.get()
    if (rect) damage.add(isMarked ? inset(rect, -markReach(zoom) / zoom) : rect)
  }
  /** The note that is written in, as it is painted: without its words, which the editor shows. */
  let written: SceneNote | undefined
  const damageOf = (id: string, isMarked: boolean) => {
    const note = scene.notes.get(id)
    if (id === shown?.now().editing) written = note
    const cluster = scene.clusters.get(id)
    const now = note?.isHidden ? undefined : (note?.rect ?? (cluster && withHeading(cluster.rect)))
    addDamage(places.get(id), isMarked)
    addDamage(now, isMarked)
    const drag = shown?.now().drags.get(id)
    const before = dragged.get(id)
    addDamage(before, isMarked)
    if (now && drag) {
      const there = { ...now, x: now.x + drag.x, y: now.y + drag.y }
      dragged.set(id, there)
      addDamage(there, isMarked)
    } else dragged.delete(id)
    if (now) places.set(id, now)
    else places.delete(id)
  }
  const isWrittenAlone = (id: string) => {
    const note = scene.notes.get(id)
    return id === shown.now().editing && written && note && isSameButForWords(written, note)
  }
  const withHeading = (rect: Rect): Rect => {
    const { zoom } = camera.state.get()
    const { x, y, width, height } = inset(rect, -farReach / zoom)
    return { x, y: y - headingReach / zoom, width, height: height + headingReach / zoom }
  }
  const dragged = new Map<string, Rect>()
  const readPlaces = () => {
    places.clear()
    for (const note of scene.notes.values()) if (!note.isHidden) places.set(note.id, note.rect)
    for (const cluster of scene.clusters.values()) places.set(cluster.id, withHeading(cluster.rect))
  }
  const paintAll = () => {
    damage.addAll()
    frames.ask()
  }
  const finishFor = (isOwn: boolean) => {
    if (damage.isEmpty()) return
    frames.finish(isOwn || camera.state.get().zoom >= detail.bars ? 0 : farRestMs)
  }

  const lifted: LiftLayer = createLiftLayer(elements.lifted, model, () => current)
  const shown = watchShown(model, (ids, isOwn) => {
    if (ids === 'all') return paintAll()
    let count = 0
    for (const id of ids) {
      if ((count += 1) > mostOneByOne) return paintAll()
      damageOf(id, true)
    }
    if (isOwn) frames.ask()
    else finishFor(false)
  })
  readPlaces()
  paintAll()

  /**
   * Within the wheel's own event: a frame that has nothing to paint need not be asked for. What moves within frames is
   * painted in the next one throughout, as it would otherwise be now a frame late and now not.
   */
  const follow = (to: CameraState) => {
    const isByHand = !camera.isGliding() && model.ui.following.get() === null
    const isStill = damage.isEmpty() && !taken && lifted.isIdle()
    if (!isByHand || !isStill || !picture.follow(to)) frames.ask()
  }

  const stops = [
    camera.state.listen(follow),
    scene.onChange(({ notes, clusters, isAll, isOwn }) => {
      if (isAll) {
        readPlaces()
        return paintAll()
      }
      const { selection, found, others } = shown.now()
      const isMarked = (id: string) => selection.has(id) || found.has(id) || others.has(id)
      for (const id of notes) if (!isWrittenAlone(id)) damageOf(id, isMarked(id))
      for (const id of clusters) damageOf(id, isMarked(id))
      finishFor(isOwn)
    }),
    shown.close,
    frames.stop,
  ]

  return {
    shown: shown.now,
    setStyle: (next) => {
      current = next
      paintAll()
    },
    resize: (width, height, ratio) => {
      if (!picture.resize(width, height, ratio)) return
      camera.setScreen({ width, height })
      paintAll()
    },
    lift: (ids, isCopy) => {
      lifted.lift(ids, shown.now())
      taken = isCopy ? undefined : { ids, frames: lateFrames }
      frames.ask()
    },
    moveLifted: (by) => {
      if (lifted.moveTo(by)) frames.ask()
    },
    drop: () => {
      lifted.drop()
      taken = undefined
      shown.lift(new Set())
      frames.ask()
    },
    close: () => {
      for (const stop of stops) stop()
    },
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
 * Seen as specks, what others do is painted so seldom: a step is a pixel or two there, and the relay passes pointers on
 * at 15 Hz. Every third frame of a usual screen, with room for its unevenness. Measured: a quarter less than every second.
 */
const farRestMs = 44

/** Above so many notes that look different at once, painting all of the screen is cheaper. */
const mostOneByOne = 400
