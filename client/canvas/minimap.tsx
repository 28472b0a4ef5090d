import { useStore } from '@nanostores/react'
import { useEffect, useRef } from 'react'
import { noteSide } from '#shared/geometry/sizes.ts'
import { inset, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { palettes, type Palette } from '../style/palette.ts'
import { theme } from '../style/theme.ts'
import { createFrames, onReturn } from './frames.ts'
import { createDetachedSurface, type Context2D } from './surface.ts'
import './minimap.css'

/** The map may be this late, milliseconds: ten thousand notes must not be painted for every move. */
const lateMs = 400

/** Notes this small on the map, CSS pixels, need full contrast: the tints alone would hardly show. Not measured. */
const speckPx = 6

/** Returns its own undo. */
function mountMinimap(host: HTMLElement, model: BoardModel, palette: Palette): () => void {
  const map = new MinimapView(host, model, palette)
  return () => map.close()
}

class MinimapView {
  readonly #host: HTMLElement
  readonly #model: BoardModel
  readonly #palette: Palette
  readonly #canvas = document.createElement('canvas')
  readonly #frame = document.createElement('div')
  readonly #context: Context2D
  readonly #ratio = window.devicePixelRatio
  readonly #width: number
  readonly #height: number
  readonly #frames = createFrames(() => this.#placeFrame())
  readonly #stops: readonly (() => void)[]
  #world: Rect = { x: 0, y: 0, width: 1, height: 1 }
  #scale = 1
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: HTMLElement, model: BoardModel, palette: Palette) {
    this.#host = host
    this.#model = model
    this.#palette = palette
    this.#frame.className = 'minimap__view'
    host.append(this.#canvas, this.#frame)
    this.#width = host.clientWidth
    this.#height = host.clientHeight
    const { context, resize, onBlank } = createDetachedSurface(this.#canvas)
    this.#context = context
    resize(this.#width, this.#height, this.#ratio)
    host.addEventListener('pointerdown', this.#press)
    host.addEventListener('pointermove', this.#drag)
    this.#stops = [
      model.scene.onChange(() => this.#paintSoon()),
      model.camera.state.listen(this.#frames.ask),
      model.camera.screen.listen(this.#frames.ask),
      onReturn(() => this.#paint()),
      this.#frames.stop,
    ]
    onBlank(() => this.#paint())
    this.#paint()
  }

  close(): void {
    for (const stop of this.#stops) stop()
    clearTimeout(this.#timer)
    this.#host.removeEventListener('pointerdown', this.#press)
    this.#host.removeEventListener('pointermove', this.#drag)
    this.#canvas.remove()
    this.#frame.remove()
  }

  #paintSoon(): void {
    this.#timer ??= setTimeout(() => this.#paint(), lateMs)
  }

  #paint(): void {
    this.#timer = undefined
    const { scene, camera } = this.#model
    const context = this.#context
    const board = scene.bounds() ?? camera.view()
    this.#world = inset(board, -Math.max(board.width, board.height) * 0.05)
    this.#scale = Math.min(this.#width / this.#world.width, this.#height / this.#world.height)
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.globalAlpha = 1
    context.fillStyle = this.#palette.paper
    context.fillRect(0, 0, Math.ceil(this.#width * this.#ratio), Math.ceil(this.#height * this.#ratio))
    context.fillStyle = this.#palette.line
    for (const { rect } of scene.areas.values()) this.#fill(rect)
    context.globalAlpha = 0.25
    for (const cluster of scene.clusters.values()) {
      context.fillStyle = this.#palette.marks[cluster.tint]
      this.#fill(cluster.rect)
    }
    context.globalAlpha = 1
    const isTiny = noteSide * this.#scale < speckPx
    for (const note of scene.notes.values()) {
      if (note.isHidden) continue
      context.fillStyle = this.#palette.marks[note.tint]
      this.#fill(note.rect)
      if (isTiny) continue
      context.fillStyle = this.#palette.tints[note.tint]
      this.#fill(inset(note.rect, 1 / this.#scale))
    }
    this.#frames.ask()
  }

  #fill(rect: Rect): void {
    const { x, y } = this.#toMap(rect)
    const ratio = this.#ratio
    const min = Math.max(1, ratio)
    this.#context.fillRect(
      Math.floor(x * ratio),
      Math.floor(y * ratio),
      Math.max(min, Math.round(rect.width * this.#scale * ratio)),
      Math.max(min, Math.round(rect.height * this.#scale * ratio)),
    )
  }

  #placeFrame(): void {
    const view = this.#model.camera.view()
    const { x, y } = this.#toMap(view)
    const size = { width: view.width * this.#scale, height: view.height * this.#scale }
    const inside = clip({ x, y, ...size }, this.#width, this.#height)
    const { style } = this.#frame
    style.transform = `translate(${inside.x}px, ${inside.y}px)`
    style.width = `${inside.width}px`
    style.height = `${inside.height}px`
  }

  #toMap(at: Point): Point {
    const { x, y } = this.#margin()
    return { x: (at.x - this.#world.x) * this.#scale + x, y: (at.y - this.#world.y) * this.#scale + y }
  }

  #toBoard(at: Point): Point {
    const { x, y } = this.#margin()
    return { x: (at.x - x) / this.#scale + this.#world.x, y: (at.y - y) / this.#scale + this.#world.y }
  }

  /** Of the board inside the map, CSS pixels. */
  #margin(): Point {
    return {
      x: (this.#width - this.#world.width * this.#scale) / 2,
      y: (this.#height - this.#world.height * this.#scale) / 2,
    }
  }

  readonly #press = (event: PointerEvent): void => {
    event.preventDefault()
    this.#host.setPointerCapture(event.pointerId)
    this.#goTo(event)
  }

  readonly #drag = (event: PointerEvent): void => {
    if (this.#host.hasPointerCapture(event.pointerId)) this.#goTo(event)
  }

  #goTo(event: PointerEvent): void {
    const { camera, ui } = this.#model
    const box = this.#host.getBoundingClientRect()
    const at = this.#toBoard({ x: event.clientX - box.left, y: event.clientY - box.top })
    const { zoom } = camera.state.get()
    const { width, height } = camera.view()
    ui.following.set(null)
    camera.set({ x: at.x - width / 2, y: at.y - height / 2, zoom })
  }
}

/** Within the map, all of its edges, and at least a few pixels large: a view far from everything still shows where it lies. */
function clip(rect: Rect, width: number, height: number): Rect {
  const x = Math.min(Math.max(rect.x, 0), width - 6)
  const y = Math.min(Math.max(rect.y, 0), height - 6)
  return {
    x,
    y,
    width: Math.max(6, Math.min(rect.x + rect.width, width) - x),
    height: Math.max(6, Math.min(rect.y + rect.height, height) - y),
  }
}

/** The whole board at a glance and what part of it the screen shows; a press or drag goes there. */
export function Minimap({ model }: { readonly model: BoardModel }) {
  const host = useRef<HTMLDivElement>(null)
  const palette = palettes[useStore(theme)]
  useEffect(() => (host.current ? mountMinimap(host.current, model, palette) : undefined), [model, palette])
  // For the pointer alone: the keyboard has the fit and zoom keys, and a screen reader has the list of notes.
  return <div ref={host} className="minimap" aria-hidden="true" />
}
