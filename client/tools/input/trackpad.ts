import type { Point } from '#shared/geometry/rect.ts'

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
