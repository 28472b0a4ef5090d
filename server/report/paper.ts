/** Points per board unit at 100 %, as in CSS. */
export const fullSize = 0.75
/** Largest side of a PDF page in points (ISO 32000-1, annex C). */
export const maxPageSide = 14_400
