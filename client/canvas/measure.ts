import type { Measure } from '#shared/text/layout.ts'

/** The font of notes; the fallbacks serve scripts for which Inter has no letters. */
export const noteFont = "'Inter Variable', Inter, system-ui, sans-serif"

/** The font of the titles of areas, as of headings beside the board. */
export const titleFont = "'Source Serif 4 Variable', Georgia, serif"

/** Width of text as this browser draws it on the canvas. One for the page, so that its layouts are kept once. */
export const measureNote: Measure = createMeasure()

/**
 * CSS pixels. Where one of them is 1.1, 1.25 or 1.5 of the screen's, Firefox measures most sizes up to 0.6 % wrong, so that
 * lines broke elsewhere than in the field one writes in. At this size it does not: tried at 18 such ratios.
 */
const measuredSize = 480

function createMeasure(): Measure {
  let context: CanvasRenderingContext2D | undefined
  return (text, fontSize) => {
    context ??= createContext()
    return (context.measureText(text).width / measuredSize) * fontSize
  }
}

function createContext(): CanvasRenderingContext2D {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) throw new Error('this browser has no 2D canvas')
  context.font = `${measuredSize}px ${noteFont}`
  // Widths must grow in proportion to the size, or lines would break elsewhere at another zoom.
  context.textRendering = 'geometricPrecision'
  return context
}
