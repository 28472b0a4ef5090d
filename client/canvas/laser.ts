import type { Point } from '#shared/geometry/rect.ts'
import { prefersStillness } from '../model/basics/reduced-motion.ts'
import { ToolName, type BoardModel } from '../model/contract/board-model.ts'
import type { Palette } from '../style/palette.ts'
import { restingMark } from '../tools/free.ts'

/** So long a trail stays. Milliseconds. Taste. */
const trailMs = 1_300
const svgName = 'http://www.w3.org/2000/svg'
const own = -1

interface Spot extends Point {
  readonly at: number
}

/** Light at the pointers of those who point: a trail in the colour of each, which fades. Nothing of it is stored. */
export function createLaser(
  {
    root,
    layer,
    model,
  }: { readonly root: HTMLElement; readonly layer: HTMLElement; readonly model: BoardModel },
  palette: () => Palette,
): { readonly close: () => void } {
  const { presence, camera, ui, me } = model
  const svg = document.createElementNS(svgName, 'svg')
  svg.setAttribute('class', 'canvas__arrows')
  layer.append(svg)
  const trails = new Map<number, { colour: number; spots: Spot[]; readonly lines: SVGElement[] }>()
  let request = 0

  const add = (index: number, colour: number, { x, y }: Point) => {
    const trail = trails.get(index) ?? { colour, spots: [], lines: [] }
    const newest = trail.spots.at(-1)
    if (newest?.x === x && newest.y === y) return
    trail.colour = colour
    trail.spots.push({ x, y, at: performance.now() })
    if (prefersStillness()) trail.spots = trail.spots.slice(-1)
    trails.set(index, trail)
    if (request === 0) request = requestAnimationFrame(draw)
  }
  const draw = () => {
    request = 0
    const now = performance.now()
    for (const [index, trail] of trails) {
      trail.spots = trail.spots.filter(({ at }) => now - at < trailMs)
      if (trail.spots.length === 0) trails.delete(index)
      drawTrail(trail, now)
    }
    if (trails.size > 0) request = requestAnimationFrame(draw)
  }
  const drawTrail = (
    { colour, spots, lines }: { colour: number; spots: Spot[]; lines: SVGElement[] },
    now: number,
  ) => {
    while (lines.length > spots.length) lines.pop()?.remove()
    while (lines.length < spots.length) {
      const line = document.createElementNS(svgName, 'line')
      line.setAttribute('stroke-linecap', 'round')
      svg.append(line)
      lines.push(line)
    }
    const { people, ink } = palette()
    for (const [index, spot] of spots.entries()) {
      const line = lines[index]
      const from = camera.toScreen(spot)
      const to = camera.toScreen(spots[index + 1] ?? spot)
      const isHead = index === spots.length - 1
      const share = isHead ? 1 : 1 - (now - spot.at) / trailMs
      const facts = {
        x1: from.x,
        y1: from.y,
        x2: to.x,
        y2: to.y,
        stroke: people[colour % people.length] ?? ink,
        'stroke-width': isHead ? 12 : 1 + 4 * share,
        opacity: prefersStillness() ? 1 : share,
      }
      for (const [name, value] of Object.entries(facts)) line?.setAttribute(name, String(value))
    }
  }
  const heed = () => {
    for (const { index, colour, mark } of presence.others.get()) {
      const cursor = mark?.kind === 'laser' ? presence.cursors.get(index) : undefined
      if (cursor) add(index, colour, cursor)
    }
  }
  const point = (event: PointerEvent) => {
    if (ui.tool.get() !== ToolName.laser) return
    const { left, top } = root.getBoundingClientRect()
    const at = camera.toBoard({ x: event.clientX - left, y: event.clientY - top })
    presence.pointTo(at)
    add(own, me.get().colour, at)
  }
  root.addEventListener('pointermove', point)
  const stops = [
    presence.onCursors(heed),
    ui.tool.listen(() => presence.mark.get()?.kind !== 'reaction' && presence.mark.set(restingMark(model))),
    () => root.removeEventListener('pointermove', point),
    () => cancelAnimationFrame(request),
  ]
  return {
    close: () => {
      for (const stop of stops) stop()
      presence.mark.set(null)
      svg.remove()
    },
  }
}
