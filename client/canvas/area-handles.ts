import { titleBand } from '#shared/geometry/area.ts'
import { isDrawnAreaId } from '#shared/board/id.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Point, Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { SceneArea } from '../model/document/scene-areas.ts'
import { isFreeBoard } from '../tools/free.ts'
import { hitAt } from '../tools/hit.ts'
import type { ToolContext } from '../tools/context.ts'
import { threshold } from '../tools/tool-event.ts'
import { createFrames } from './frames.ts'
import { measureNote } from './measure.ts'
import { box, put } from './overlay.ts'
import { titleSizeAt } from './paint-area.ts'
import type { CanvasWords } from './style.ts'
import './area-handles.css'

/** A title stays a target for a finger, seen from afar, too. CSS pixels. */
const leastTitle = { height: 28, width: 44 } as const

interface Handle {
  readonly title: HTMLElement
  readonly corner: HTMLElement
  /** Gives up what a hand does with it, and takes it away. */
  readonly close: () => void
}

/** The areas that people drew are taken by their titles, with their notes, and made larger by a corner. */
export function createAreaHandles(
  layer: HTMLElement,
  model: BoardModel,
  context: Pick<ToolContext, 'lift' | 'moveLifted' | 'drop' | 'overlay' | 'shown'>,
  words: () => Pick<CanvasWords, 'areaTitle'>,
): { readonly close: () => void } {
  const { scene, camera, commands, ui } = model
  const { lift, moveLifted, drop, overlay } = context
  const handles = new Map<string, Handle>()

  /** Notes and groups, which lie above an area, are taken first. */
  const isCovered = ({ clientX, clientY }: PointerEvent): boolean => {
    const { left, top } = layer.getBoundingClientRect()
    const at = camera.toBoard({ x: clientX - left, y: clientY - top })
    return hitAt(scene, context.shown(), at, camera.state.get().zoom).kind !== 'nothing'
  }
  const grab = (element: HTMLElement, id: string, hold: Hold) =>
    listen(element, { model, id, hold, overlay, isCovered })
  const add = (id: string): Handle => {
    const title = box(layer, 'canvas__area-title')
    const corner = box(layer, 'canvas__area-corner')
    const letTitle = grab(title, id, {
      click: () => ui.titling.set(id),
      begin: () => lift(new Set(notesIn(model, id)), false),
      follow: ({ rect }, by) => {
        moveLifted(by)
        return { ...rect, x: rect.x + by.x, y: rect.y + by.y }
      },
      end: (_, by) => {
        drop()
        if (by) commands.moveArea(id, by)
      },
    })
    const letCorner = grab(corner, id, {
      follow: ({ rect }, by) => ({ ...rect, width: rect.width + by.x, height: rect.height + by.y }),
      end: ({ rect }, by) => {
        if (by) commands.sizeArea(id, { width: rect.width + by.x, height: rect.height + by.y })
      },
    })
    const close = () => {
      letTitle()
      letCorner()
      title.remove()
      corner.remove()
    }
    const made = { title, corner, close }
    handles.set(id, made)
    return made
  }
  const place = () => {
    const gone = new Set(handles.keys())
    const areas = isFreeBoard(model) && model.may(Operation.drawArea) ? [...scene.areas.values()] : []
    const { zoom } = camera.state.get()
    for (const area of areas) {
      const { id, rect } = area
      if (!isDrawnAreaId(id)) continue
      gone.delete(id)
      const { title, corner } = handles.get(id) ?? add(id)
      const height = Math.max(titleBand, leastTitle.height / zoom)
      // As wide as notes set it, which is a little more than the title takes.
      const painted = measureNote(words().areaTitle(area.title), titleSizeAt(zoom, 1) / zoom)
      const width = Math.max(Math.min(rect.width, painted), leastTitle.width / zoom)
      put(title, camera, { x: rect.x, y: rect.y - height, width, height })
      const { x, y } = camera.toScreen({ x: rect.x + rect.width, y: rect.y + rect.height })
      corner.hidden = false
      corner.style.transform = `translate(${x}px, ${y}px)`
    }
    for (const id of gone) {
      handles.get(id)?.close()
      handles.delete(id)
    }
  }
  const frames = createFrames(place)
  const stops = [
    scene.onChange(({ areas, isAll }) => (isAll || areas.size > 0) && frames.ask()),
    camera.state.listen(place),
    ...[model.agenda, model.rights, model.locked, model.meta, model.me, model.ending].map((store) =>
      store.listen(frames.ask),
    ),
    frames.stop,
  ]
  place()
  return {
    close: () => {
      for (const stop of stops) stop()
      for (const handle of handles.values()) handle.close()
    },
  }
}

/** One press of a pointer, from the element on which it begins. Returns what gives up a press that goes on. */
function listen(
  element: HTMLElement,
  {
    model: { scene, camera },
    id,
    hold,
    overlay,
    isCovered,
  }: {
    readonly model: BoardModel
    readonly id: string
    readonly hold: Hold
    readonly overlay: ToolContext['overlay']
    readonly isCovered: (event: PointerEvent) => boolean
  },
): () => void {
  let giveUp: (() => void) | undefined
  element.addEventListener('pointerdown', (event) => {
    const area = scene.areas.get(id)
    if (event.button !== 0 || !event.isPrimary || !area || isCovered(event)) return
    event.preventDefault()
    event.stopPropagation()
    element.setPointerCapture(event.pointerId)
    const from = { x: event.clientX, y: event.clientY }
    const stopped = new AbortController()
    const { signal } = stopped
    let by: Point | undefined
    const move = ({ clientX, clientY, pointerType }: PointerEvent) => {
      const [dx, dy] = [clientX - from.x, clientY - from.y]
      if (!by && Math.hypot(dx, dy) < (pointerType === 'touch' ? threshold.touch : threshold.mouse)) return
      if (!by) hold.begin?.(area)
      const { zoom } = camera.state.get()
      by = { x: Math.round(dx / zoom), y: Math.round(dy / zoom) }
      overlay.marquee(hold.follow(area, by))
    }
    const end = (isDone: boolean) => {
      stopped.abort()
      giveUp = undefined
      overlay.marquee(null)
      if (by) hold.end(area, isDone ? by : undefined)
      else if (isDone) hold.click?.()
    }
    const own = (run: (event: PointerEvent) => void) => (other: PointerEvent) => {
      if (other.pointerId === event.pointerId) run(other)
    }
    giveUp = () => end(false)
    element.addEventListener('pointermove', own(move), { signal })
    element.addEventListener(
      'pointerup',
      own(() => end(true)),
      { signal },
    )
    for (const kind of ['pointercancel', 'lostpointercapture'] as const)
      element.addEventListener(kind, own(giveUp), { signal })
    // A second finger moves the paper, or is a mistake.
    window.addEventListener('pointerdown', giveUp, { capture: true, signal })
  })
  return () => giveUp?.()
}

/** A hand on an area: the frame that follows it, and the end; without a place it was given up. */
interface Hold {
  readonly click?: () => void
  readonly begin?: (area: SceneArea) => void
  readonly follow: (area: SceneArea, by: Point) => Rect
  readonly end: (area: SceneArea, by: Point | undefined) => void
}

/** The notes of an area outside groups, and its groups, as a hand holds them. */
function notesIn({ scene, may }: BoardModel, area: string): readonly string[] {
  return [...scene.notes.values()].flatMap(({ id, area: own, cluster }) =>
    own === area && may(Operation.placeNote, id) ? [cluster ?? id] : [],
  )
}
