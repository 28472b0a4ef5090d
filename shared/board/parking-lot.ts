import type { Words } from '../agenda/template.ts'
import type { Point } from '../geometry/rect.ts'
import { isDrawnAreaId } from './id.ts'

/** The id of the area for notes that come too early. Its phase is in no agenda. */
export const parkingLot = 'parking-lot/-/-'

export const parkingTitle: Words = { en: 'Parking lot', fr: 'Parking à idées' }

/** A note in the parking lot is out of votes and of everything that later steps take. */
export function isParked({ area }: { readonly area?: string | null }): boolean {
  return area === parkingLot
}

/** True for an area that no step of an agenda has made: the parking lot, and areas that people draw. */
export function isOutsideSteps(area: string): boolean {
  return area === parkingLot || isDrawnAreaId(area)
}

/**
 * The order of areas: row by row, each from left to right, as their steps came. Then those that people drew, and the parking
 * lot last.
 */
export function byPlace(a: PlacedArea, b: PlacedArea): number {
  const last = Number(a.id === parkingLot) - Number(b.id === parkingLot)
  const drawn = Number(isDrawnAreaId(a.id)) - Number(isDrawnAreaId(b.id))
  return last || drawn || (a.row ?? 0) - (b.row ?? 0) || a.x - b.x || a.y - b.y || (a.id < b.id ? -1 : 1)
}

export interface PlacedArea extends Point {
  readonly id: string
  /** The row of the board, from 0 on. Left out: 0, as on boards of older versions, which have one row. */
  readonly row?: number
}
