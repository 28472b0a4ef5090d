import { useEffect, useRef, useState } from 'react'
import type { Point } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { listenToTrackpad, turnWheel } from '../tools/input/trackpad.ts'
import { pinch } from '../tools/pinch.ts'
import { zoomBy } from '../tools/view.ts'
import { type ShownVote, nothingShown } from '../view/view-state.ts'
import { createArrows } from './arrows.ts'
import { createFrames, onReturn } from './frames.ts'
import { noteFont } from './measure.ts'
import { paint } from './paint.ts'
import { paintsAll } from './paint-late.ts'
import type { CanvasStyle } from './style.ts'
import { createSurface, wholeOf } from './surface.ts'
import { useCanvasStyle } from './use-canvas-style.ts'
import { watchPhotos } from './watch-view-state.ts'

interface ReplayCanvasProps {
  /** The live board's pictures, and a scene and a view that are not the live board's; one object for as long as it is shown. */
  readonly source: Pick<BoardModel, 'scene' | 'camera' | 'photos' | 'saving'>
  readonly vote: ShownVote | null
  /** A description of the picture. */
  readonly label: string
}

/** A board of a replay, filling its parent. */
export function ReplayCanvas({ source, vote, label }: ReplayCanvasProps) {
  const style = useCanvasStyle()
  const host = useRef<HTMLDivElement>(null)
  const mounted = useRef<MountedReplay | null>(null)
  const [firstStyle] = useState(style)
  useEffect(() => {
    if (!host.current) return
    const replay = mountReplay(host.current, source, firstStyle)
    mounted.current = replay
    return () => {
      mounted.current = null
      replay.close()
    }
  }, [source, firstStyle])
  useEffect(() => mounted.current?.setStyle(style), [style])
  useEffect(() => mounted.current?.setVote(vote), [vote])
  useEffect(() => mounted.current?.setLabel(label), [label])
  return <div ref={host} className="replay__canvas" />
}

interface MountedReplay {
  readonly setStyle: (style: CanvasStyle) => void
  /** The results to show; null for none. */
  readonly setVote: (vote: ShownVote | null) => void
  /** A description of the picture. */
  readonly setLabel: (label: string) => void
  readonly close: () => void
}

/** A board to look at: painted as the live one, moved with pointer, fingers and wheel. */
function mountReplay(
  host: HTMLElement,
  source: Pick<BoardModel, 'scene' | 'camera' | 'photos' | 'saving'>,
  first: CanvasStyle,
): MountedReplay {
  const { scene, camera } = source
  paintsAll()
  const element = document.createElement('canvas')
  element.setAttribute('role', 'img')
  host.append(element)
  const surface = createSurface(element, true)
  let style = first
  let vote: ShownVote | null = null

  const frames = createFrames(() => {
    if (surface.width === 0) return
    const shown = { ...nothingShown, vote, pictureOf: pictures.of }
    paint([wholeOf(surface)], scene, camera.state.get(), style, shown)
  })
  surface.onBlank(frames.ask)
  const pictures = watchPhotos(source, frames.ask)
  const arrows = createArrows(host, source)
  const fit = () => {
    const { clientWidth: width, clientHeight: height } = host
    if (!surface.resize(width, height, window.devicePixelRatio)) return
    camera.setScreen({ width, height })
    frames.ask()
  }
  const observer = new ResizeObserver(fit)
  observer.observe(host)
  const remeasure = () => scene.remeasure()
  document.fonts.addEventListener('loadingdone', remeasure)
  void document.fonts.load(`16px ${noteFont}`)
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    const { left, top } = host.getBoundingClientRect()
    const { deltaX, deltaY, deltaMode, shiftKey: shift } = event
    const command = event.ctrlKey || event.metaKey
    const at = { x: event.clientX - left, y: event.clientY - top }
    turnWheel(camera, { deltaX, deltaY, deltaMode, shift, command }, at)
  }
  host.addEventListener('wheel', wheel, { passive: false })
  const stops = [
    camera.state.listen(frames.ask),
    scene.onChange(frames.ask),
    moveByHand(host, source),
    pictures.close,
    arrows.close,
    onReturn(frames.ask),
    frames.stop,
  ]
  fit()
  return {
    setStyle: (next) => {
      style = next
      frames.ask()
    },
    setVote: (next) => {
      vote = next
      frames.ask()
    },
    setLabel: (label) => element.setAttribute('aria-label', label),
    close: () => {
      observer.disconnect()
      document.fonts.removeEventListener('loadingdone', remeasure)
      host.removeEventListener('wheel', wheel)
      for (const stop of stops) stop()
      element.remove()
    },
  }
}

/** One pointer moves the board, two fingers zoom it too. */
function moveByHand(host: HTMLElement, { camera }: Pick<BoardModel, 'camera'>): () => void {
  const fingers = new Map<number, Point>()
  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const { left, top } = host.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }
  const down = (event: PointerEvent) => {
    if (event.button === 2) return
    fingers.set(event.pointerId, pointOf(event))
    host.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = pointOf(event)
    fingers.set(event.pointerId, now)
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    if (other) pinch(camera, [before, other], [now, other])
    else camera.panBy(now.x - before.x, now.y - before.y)
  }
  const up = (event: PointerEvent) => fingers.delete(event.pointerId)
  host.addEventListener('pointerdown', down)
  host.addEventListener('pointermove', move)
  host.addEventListener('pointerup', up)
  host.addEventListener('pointercancel', up)
  const stopTrackpad = listenToTrackpad(host, {
    isBusy: () => fingers.size > 0,
    zoom: (factor, at) => zoomBy(camera, factor, at),
  })
  return () => {
    stopTrackpad()
    host.removeEventListener('pointerdown', down)
    host.removeEventListener('pointermove', move)
    host.removeEventListener('pointerup', up)
    host.removeEventListener('pointercancel', up)
  }
}
