/** A canvas with its backing store in device pixels. */
export interface Surface {
  readonly element: HTMLCanvasElement
  readonly context: CanvasRenderingContext2D
  /** CSS pixels. */
  width: number
  height: number
  /** Device pixels in one CSS pixel. */
  ratio: number
  /** Says whether anything changed; if so the canvas is blank. */
  readonly resize: (width: number, height: number, ratio: number) => boolean
}

/** Opaque: the browser then need not blend the board with the page behind it. */
export function createSurface(element: HTMLCanvasElement, isOpaque: boolean): Surface {
  const context = element.getContext('2d', { alpha: !isOpaque })
  if (!context) throw new Error('this browser has no 2D canvas')
  const surface: Surface = {
    element,
    context,
    width: 0,
    height: 0,
    ratio: 1,
    resize: (width, height, ratio) => {
      if (surface.width === width && surface.height === height && surface.ratio === ratio) return false
      surface.width = width
      surface.height = height
      surface.ratio = ratio
      element.width = Math.max(1, Math.round(width * ratio))
      element.height = Math.max(1, Math.round(height * ratio))
      element.style.width = `${width}px`
      element.style.height = `${height}px`
      return true
    },
  }
  return surface
}
