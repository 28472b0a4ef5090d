import {
  nameLines,
  nameSize,
  ringEdges,
  ringMap,
  ringPage,
  titlePlaces,
} from '#shared/activities/map/ring-places.ts'
import type { Drawing, DrawnLabel } from '#shared/blocks/block.ts'

interface RingNames {
  /** In the middle. */
  readonly us: string
  /** Three, nearest first. */
  readonly rings: readonly {
    readonly title: string
    readonly people: readonly { readonly name: string; readonly isDashed: boolean }[]
  }[]
  /** The meaning of dashed names; empty when none is. */
  readonly legend: string
}

const letters = 19
/** 7 points on an upright page. */
const titleLetters = 25

/** The map as it is on screens. */
export function ringDrawing({ us, rings, legend }: RingNames): Drawing {
  const [near = [], through = [], far = []] = rings.map(({ people }) => people)
  const { names: placed, scale } = ringPage([near.length, through.length, far.length])
  const centre = { x: ringMap.width / 2, y: ringMap.height / 2 }
  const size = { width: nameSize.width * scale, height: nameSize.height * scale }
  const titles = titlePlaces.map((place, ring): DrawnLabel => ({
    ...place,
    width: 420,
    height: 24,
    lines: [rings[ring]?.title ?? ''],
    letters: titleLetters,
    look: 'soft',
  }))
  const middle: DrawnLabel = { ...centre, ...nameSize, lines: [us], letters: 34, look: 'serif' }
  const names = [near, through, far].flatMap((people, ring) =>
    people.map(({ name, isDashed }, index): DrawnLabel => ({
      ...(placed[ring]?.places[index] ?? centre),
      ...size,
      lines: nameLines(name),
      letters: letters * scale,
      look: isDashed ? 'dashed' : 'framed',
    })),
  )
  return {
    kind: 'drawing',
    ...ringMap,
    ellipses: ringEdges.toReversed().map((edge) => ({ ...centre, ...edge })),
    curves: [],
    labels: [...titles, middle, ...names],
    legend,
  }
}
