/** Points per board unit at 100 %: CSS's. */
export const fullSize = 0.75
/** PDF's largest page side in points (ISO 32000-1, annex C). */
export const largestSide = 14_400
