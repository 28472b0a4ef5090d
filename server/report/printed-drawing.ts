import type { Drawing } from '#shared/blocks/block.ts'
import { passageOf } from './runs.ts'

/** Letters that would be smaller than 6.4 points on an upright page, 160 mm wide, ask for a page that lies. */
const smallest = 6.4
const uprightPage = { width: 160, height: 220 }
const widePage = { width: 247, height: 155 }
const pointsAcross = (160 / 25.4) * 72

/** For `drawing.typ`. */
export function printedDrawing({ kind, width, height, ellipses, curves, labels, legend }: Drawing): object {
  const letters = Math.min(...labels.map((label) => label.letters))
  const isWide = (letters * pointsAcross) / width < smallest
  const room = isWide ? widePage : uprightPage
  return {
    kind,
    width,
    height,
    isWide,
    // In millimetres.
    across: Math.min(room.width, (room.height * width) / height),
    ellipses,
    curves,
    labels: labels.map((label) => ({
      ...label,
      isLeft: label.isLeft === true,
      lines: label.lines.map(passageOf),
    })),
    legend: legend === '' ? null : passageOf(legend),
  }
}
