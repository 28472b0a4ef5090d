import { arrowBetween, type ArrowShape } from '#shared/geometry/arrow.ts'
import { inset, intersects, movedBy, union, type Point, type Rect } from '#shared/geometry/rect.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { SceneChange } from '../model/document/scene.ts'
import { isFreeBoard } from '../tools/free.ts'
import { createFrames } from './frames.ts'
import type { BoardView } from './board-view.ts'
import './arrows.css'

/** An arrow from a note to a note or group. */
interface Arrow {
  readonly from: string
  readonly to: string
}

/** The arrows of a board: lines of their own over the painted notes, which follow their things without repainting any. */
interface Arrows {
  /** How far a thing is from where the document has it, while somebody holds it. Undefined while nobody holds anything. */
  readonly follow: (offsetOf: OffsetOf | undefined) => void
  /** An arrow that is being drawn, to the thing below the pointer, or to the pointer itself. */
  readonly sketch: (from: string | null, to?: Rect) => void
  readonly close: () => void
}

type OffsetOf = (id: string) => Point | undefined

const svgName = 'http://www.w3.org/2000/svg'

/** Thinner lines cannot be seen from afar. CSS pixels. Taste. */
const leastLine = 1.25
const lineWidth = 2
/** More lines than these tell people nothing, and hold up their page. Not measured. */
const mostDrawn = 1_000
/** A line bends so far beyond both its things, with its head. Board units. */
const bendRoom = 40
/** The arrows in sight are looked for so often while such a board moves, milliseconds. Not measured. */
const lookMs = 100

/** All arrows of an ordinary board; of a larger number the first ones in this view. */
export function arrowsToDraw(
  arrows: readonly Arrow[],
  rectOf: (id: string) => Rect | undefined,
  view: () => Rect,
): readonly Arrow[] {
  if (arrows.length <= mostDrawn) return arrows
  const sight = inset(view(), -bendRoom)
  const drawn: Arrow[] = []
  for (const arrow of arrows) {
    const [from, to] = [rectOf(arrow.from), rectOf(arrow.to)]
    if (from && to && intersects(union(from, to), sight)) drawn.push(arrow)
    if (drawn.length === mostDrawn) break
  }
  return drawn
}

/** `onChoose`: a person has pressed an arrow, at this point of the board. Without it arrows cannot be pressed. */
export function createArrows(
  layer: HTMLElement,
  { scene, camera }: Pick<BoardModel, 'scene' | 'camera'>,
  onChoose?: (arrow: Arrow, at: Point) => void,
): Arrows {
  const svg = document.createElementNS(svgName, 'svg')
  svg.setAttribute('class', 'canvas__arrows')
  svg.setAttribute('aria-hidden', 'true')
  const group = document.createElementNS(svgName, 'g')
  svg.append(group)
  layer.append(svg)
  const drawn = new Map<string, SVGGElement>()
  const gathered = gatherArrows(scene)
  let offsetOf: OffsetOf | undefined
  let isAway = false
  let sketched: { readonly from: string; readonly to: Rect } | undefined

  const rectOf = (id: string): Rect | undefined => {
    const note = scene.notes.get(id)
    const rect = note && !note.isHidden ? note.rect : scene.clusters.get(note?.cluster ?? id)?.rect
    const by = offsetOf?.(id)
    return rect && by ? movedBy(rect, by.x, by.y) : rect
  }
  const draw = () => {
    const gone = new Set(drawn.keys())
    const put = (key: string, from: string, to: Rect | undefined, arrow?: Arrow) => {
      const start = rectOf(from)
      const shape = start && to && arrowBetween(start, to)
      if (!shape) return
      gone.delete(key)
      const element = drawn.get(key) ?? add(key, arrow)
      const path = pathOf(shape)
      for (const line of element.children) if (line.getAttribute('d') !== path) line.setAttribute('d', path)
    }
    for (const arrow of arrowsToDraw(gathered.all(), rectOf, camera.view))
      put(`${arrow.from} ${arrow.to}`, arrow.from, rectOf(arrow.to), arrow)
    if (sketched) put('', sketched.from, sketched.to)
    for (const key of gone) {
      drawn.get(key)?.remove()
      drawn.delete(key)
    }
  }
  const add = (key: string, arrow: Arrow | undefined): SVGGElement => {
    const element = document.createElementNS(svgName, 'g')
    const line = document.createElementNS(svgName, 'path')
    line.setAttribute('class', 'canvas__arrow')
    element.append(line)
    if (arrow && onChoose) {
      const reach = document.createElementNS(svgName, 'path')
      reach.setAttribute('class', 'canvas__arrow-reach')
      reach.addEventListener('pointerdown', (event) => {
        event.stopPropagation()
        const { left, top } = svg.getBoundingClientRect()
        onChoose(arrow, camera.toBoard({ x: event.clientX - left, y: event.clientY - top }))
      })
      element.append(reach)
    }
    group.append(element)
    drawn.set(key, element)
    return element
  }
  const place = () => {
    const { x, y, zoom } = camera.state.get()
    group.setAttribute('transform', `scale(${zoom}) translate(${-x} ${-y})`)
    svg.style.setProperty('--line', String(Math.max(lineWidth, leastLine / zoom)))
  }
  const look = () => {
    if (gathered.count() > mostDrawn) frames.finish(lookMs)
  }
  const frames = createFrames(draw)
  const change = (what: SceneChange) => {
    gathered.heed(what)
    if (drawn.size > 0 || gathered.isAny()) frames.ask()
  }
  const stops = [
    scene.onChange(change),
    camera.state.listen(place),
    camera.state.listen(look),
    camera.screen.listen(look),
    frames.stop,
  ]
  place()
  draw()
  return {
    follow: (next) => {
      offsetOf = next
      const wasAway = isAway
      isAway = next !== undefined && gathered.isAnyEnd(next)
      if (isAway || wasAway) frames.ask()
    },
    sketch: (from, to) => {
      sketched = from !== null && to ? { from, to } : undefined
      draw()
    },
    close: () => {
      for (const stop of stops) stop()
      svg.remove()
    },
  }
}

/** The arrows of a board, read again when somebody asks after a change of them. */
function gatherArrows(scene: BoardModel['scene']) {
  let arrows: readonly Arrow[] = []
  let starts: ReadonlySet<string> = new Set()
  /** The notes at which they begin, and the things to which they lead. */
  let ends: ReadonlySet<string> = new Set()
  let isStale = true
  const read = () => {
    if (!isStale) return arrows
    isStale = false
    arrows = [...scene.notes.values()].flatMap(({ id, arrows: to = [] }) =>
      to.map((each) => ({ from: id, to: each })),
    )
    starts = new Set(arrows.map(({ from }) => from))
    ends = new Set(arrows.flatMap(({ from, to }) => [from, to]))
    return arrows
  }
  return {
    all: read,
    /** As they were last read. */
    count: () => arrows.length,
    isAny: (): boolean => isStale || arrows.length > 0,
    heed: ({ notes, isAll }: SceneChange) => {
      isStale ||= isAll || [...notes].some((id) => scene.notes.get(id)?.arrows || starts.has(id))
    },
    isAnyEnd: (holds: OffsetOf): boolean => {
      for (const id of ends) if (holds(id)) return true
      return false
    },
  }
}

function pathOf({ start, bends: [out, back], end, head: [one, other] }: ArrowShape): string {
  const at = ({ x, y }: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
  return `M${at(start)}C${at(out)} ${at(back)} ${at(end)}M${at(one)}L${at(end)}L${at(other)}`
}

/** The arrows of a board on which people work. */
export interface BoardArrows extends Pick<Arrows, 'sketch' | 'close'> {
  /** These notes and groups are in this person's hand. */
  readonly lift: (ids: ReadonlySet<string>) => void
  readonly moveLifted: (by: Point) => void
}

/** Arrows follow things in anybody's hand. A press on one offers to take it away. */
export function createBoardArrows({
  root,
  layer,
  model,
  view,
}: {
  readonly root: HTMLElement
  readonly layer: HTMLElement
  readonly model: BoardModel
  readonly view: BoardView
}): BoardArrows {
  const { scene, camera, commands } = model
  let held: ReadonlySet<string> = new Set()
  let by: Point = { x: 0, y: 0 }
  let chosen: { readonly arrow: Arrow; readonly at: Point } | undefined

  const off = document.createElement('button')
  off.type = 'button'
  off.className = 'canvas__arrow-off'
  off.tabIndex = -1
  off.textContent = '×'
  off.hidden = true
  layer.append(off)
  const place = () => {
    off.hidden = chosen === undefined
    if (!chosen) return
    const { x, y } = camera.toScreen(chosen.at)
    off.style.transform = `translate(calc(${x}px - 50%), calc(${y}px - 50%))`
  }
  const choose = (arrow: Arrow, at: Point) => {
    if (isFreeBoard(model) && model.may(Operation.markNote, arrow.from)) chosen = { arrow, at }
    place()
  }
  const leave = () => {
    chosen = undefined
    place()
  }
  off.addEventListener('pointerdown', (event) => event.stopPropagation())
  off.addEventListener('click', () => {
    // Somebody else may have taken it away meanwhile.
    if (chosen) commands.disconnect(chosen.arrow.from, chosen.arrow.to)
    leave()
  })
  root.addEventListener('pointerdown', leave)
  const arrows = createArrows(layer, model, choose)
  const isHeld = (id: string): boolean => held.has(id) || held.has(scene.notes.get(id)?.cluster ?? '')
  const offsetOf = (id: string) => (isHeld(id) ? by : view.shown().drags.get(id))
  const follow = () => arrows.follow(held.size > 0 || view.shown().drags.size > 0 ? offsetOf : undefined)

  const stops = [
    model.presence.onCursors(follow),
    camera.state.listen(() => chosen && place()),
    () => root.removeEventListener('pointerdown', leave),
    arrows.close,
  ]
  return {
    sketch: arrows.sketch,
    lift: (ids) => {
      held = ids
      by = { x: 0, y: 0 }
      follow()
    },
    moveLifted: (next) => {
      by = next
      if (held.size > 0) follow()
    },
    close: () => {
      for (const stop of stops) stop()
      off.remove()
    },
  }
}
