import type { Words } from '../agenda/template.ts'
import type { Point } from '../geometry/rect.ts'

/** The id of the area for notes that come too early. Its phase is in no agenda. */
export const parkingLot = 'parking-lot/-/-'

export const parkingTitle: Words = { en: 'Parking lot', fr: 'Parking à idées' }

/** A note in the parking lot is out of votes and of everything that later steps take. */
export function isParked({ area }: { readonly area?: string | null }): boolean {
  return area === parkingLot
}

/** The order of areas: row by row, each from left to right, as their steps came, and the parking lot last. */
export function byPlace(a: PlacedArea, b: PlacedArea): number {
  const last = Number(a.id === parkingLot) - Number(b.id === parkingLot)
  return last || (a.row ?? 0) - (b.row ?? 0) || a.x - b.x || a.y - b.y || (a.id < b.id ? -1 : 1)
}

export interface PlacedArea extends Point {
  readonly id: string
  /** The row of the board, from 0 on. Left out: 0, as on boards of older versions, which have one row. */
  readonly row?: number
}
