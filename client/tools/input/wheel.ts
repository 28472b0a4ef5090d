import type { Point } from '#shared/geometry/rect.ts'
import type { Camera } from '../../model/view/camera.ts'

export interface Wheel {
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
