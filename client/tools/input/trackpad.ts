import type { Point } from '#shared/geometry/rect.ts'
import type { Camera } from '../../model/view/camera.ts'

interface Wheel {
  readonly deltaX: number
  readonly deltaY: number
  /** 0 pixels, 1 lines, 2 pages, as in the DOM. */
  readonly deltaMode: number
  readonly shift: boolean
  /** Ctrl or Cmd: zoom. Browsers say so of a touchpad's pinch, too. */
  readonly command: boolean
}

/** A line and a page in pixels: what browsers scroll by. */
const unit = [1, 16, 400] as const

/** One notch of a mouse wheel counts like a strong pinch, not like the hundred pixels it reports. */
const strongest = 24

export function turnWheel(camera: Camera, wheel: Wheel, at: Point): void {
  const factor = unit[wheel.deltaMode as 0 | 1 | 2] ?? 1
  const dx = wheel.deltaX * factor
  const dy = wheel.deltaY * factor
  if (wheel.command) {
    const strength = Math.max(-strongest, Math.min(strongest, dy))
    camera.zoomAt(at, camera.state.get().zoom * Math.exp(-strength / 100))
  } else if (wheel.shift && dx === 0) camera.panBy(-dy, 0)
  else camera.panBy(-dx, -dy)
}

/** Safari's alone, so that the DOM's types do not know it. */
interface GestureEvent extends UIEvent {
  /** Of the distance at the beginning. */
  readonly scale: number
  readonly clientX: number
  readonly clientY: number
}

interface Hand {
  /** A pinch on the screen itself comes as fingers, and as this once more. */
  readonly isBusy: () => boolean
  readonly zoom: (factor: number, at: Point) => void
}

/**
 * A pinch on a trackpad: Safari has events of its own for it and would magnify the page, where other browsers speak of a
 * wheel with Ctrl.
 */
export function listenToTrackpad(root: HTMLElement, { isBusy, zoom }: Hand): () => void {
  let before = 1
  const begin = (event: Event) => {
    event.preventDefault()
    before = 1
  }
  const change = (event: Event) => {
    event.preventDefault()
    const { scale, clientX, clientY } = event as GestureEvent
    if (scale <= 0) return
    const factor = scale / before
    before = scale
    if (isBusy()) return
    const { left, top } = root.getBoundingClientRect()
    zoom(factor, { x: clientX - left, y: clientY - top })
  }
  root.addEventListener('gesturestart', begin)
  root.addEventListener('gesturechange', change)
  return () => {
    root.removeEventListener('gesturestart', begin)
    root.removeEventListener('gesturechange', change)
  }
}
