import { titleBand } from '#shared/geometry/area.ts'
import { isDrawnAreaId } from '#shared/board/id.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Point, Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { SceneArea } from '../model/document/scene-areas.ts'
import { isFreeBoard } from '../tools/free.ts'
import type { ToolContext } from '../tools/context.ts'
import { threshold } from '../tools/tool-event.ts'
import { createFrames } from './frames.ts'
import { box, put } from './overlay.ts'
import './area-handles.css'

/** A title stays a target for a finger, seen from afar, too. CSS pixels. */
const leastTitle = { height: 28, width: 44 } as const

interface Handle {
  readonly title: HTMLElement
  readonly corner: HTMLElement
}

/** The areas that people drew are taken by their titles, with their notes, and made larger by a corner. */
export function createAreaHandles(
  layer: HTMLElement,
  model: BoardModel,
  { lift, moveLifted, drop, overlay }: Pick<ToolContext, 'lift' | 'moveLifted' | 'drop' | 'overlay'>,
): { readonly close: () => void } {
  const { scene, camera, commands, ui } = model
  const handles = new Map<string, Handle>()

  const grab = (element: HTMLElement, id: string, hold: Hold) => listen(element, { model, id, hold, overlay })
  const add = (id: string): Handle => {
    const title = box(layer, 'canvas__area-title')
    const corner = box(layer, 'canvas__area-corner')
    grab(title, id, {
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
    grab(corner, id, {
      follow: ({ rect }, by) => ({ ...rect, width: rect.width + by.x, height: rect.height + by.y }),
      end: ({ rect }, by) => {
        if (by) commands.sizeArea(id, { width: rect.width + by.x, height: rect.height + by.y })
      },
    })
    const made = { title, corner }
    handles.set(id, made)
    return made
  }
  const place = () => {
    const gone = new Set(handles.keys())
    const areas = isFreeBoard(model) && model.may(Operation.drawArea) ? [...scene.areas.values()] : []
    const { zoom } = camera.state.get()
    for (const { id, rect } of areas) {
      if (!isDrawnAreaId(id)) continue
      gone.delete(id)
      const { title, corner } = handles.get(id) ?? add(id)
      const height = Math.max(titleBand, leastTitle.height / zoom)
      const width = Math.max(rect.width, leastTitle.width / zoom)
      put(title, camera, { x: rect.x, y: rect.y - height, width, height })
      const { x, y } = camera.toScreen({ x: rect.x + rect.width, y: rect.y + rect.height })
      corner.hidden = false
      corner.style.transform = `translate(${x}px, ${y}px)`
    }
    for (const id of gone) {
      handles.get(id)?.title.remove()
      handles.get(id)?.corner.remove()
      handles.delete(id)
    }
  }
  const frames = createFrames(place)
  const stops = [
    scene.onChange(({ areas, isAll }) => (isAll || areas.size > 0) && frames.ask()),
    camera.state.listen(() => handles.size > 0 && place()),
    model.agenda.listen(frames.ask),
    frames.stop,
  ]
  place()
  return {
    close: () => {
      for (const stop of stops) stop()
      for (const { title, corner } of handles.values()) {
        title.remove()
        corner.remove()
      }
    },
  }
}

/** One press of a pointer, from the element on which it begins. */
function listen(
  element: HTMLElement,
  {
    model: { scene, camera },
    id,
    hold,
    overlay,
  }: {
    readonly model: BoardModel
    readonly id: string
    readonly hold: Hold
    readonly overlay: ToolContext['overlay']
  },
): void {
  element.addEventListener('pointerdown', (event) => {
    const area = scene.areas.get(id)
    if (event.button !== 0 || !area) return
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
      overlay.marquee(null)
      if (by) hold.end(area, isDone ? by : undefined)
      else if (isDone) hold.click?.()
    }
    element.addEventListener('pointermove', move, { signal })
    element.addEventListener('pointerup', () => end(true), { signal })
    element.addEventListener('pointercancel', () => end(false), { signal })
  })
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
