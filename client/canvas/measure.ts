import type { Measure } from '#shared/text/layout.ts'

/** What notes are set in; the fallbacks serve scripts Inter has no letters for. */
export const noteFont = "'Inter Variable', Inter, system-ui, sans-serif"

/** Width of text as this browser draws it on the canvas. One for the page, so that its layouts are kept once. */
export const measureNote: Measure = createMeasure()

function createMeasure(): Measure {
  let context: CanvasRenderingContext2D | null = null
  let size = 0
  return (text, fontSize) => {
    context ??= document.createElement('canvas').getContext('2d')
    if (!context) throw new Error('this browser has no 2D canvas')
    if (size !== fontSize) {
      context.font = `${fontSize}px ${noteFont}`
      // Widths must grow in proportion to the size, or lines would break elsewhere at another zoom.
      context.textRendering = 'geometricPrecision'
      size = fontSize
    }
    return context.measureText(text).width
  }
}
