import { boundsOf, type Rect } from './rect.ts'

/** Board units, on the 4 px grid. Not measured. The heading stands above the field's top left edge. */
export const fieldMargin = 24
export const headingHeight = 40
export const headingSize = 22

/** A collapsed cluster. */
export const cardSize = { width: 240, height: 140 } as const

/** The field behind a cluster's notes, with its heading. Undefined without notes. */
export function fieldAround(members: Iterable<Rect>): Rect | undefined {
  const bounds = boundsOf(members)
  if (!bounds) return undefined
  return {
    x: bounds.x - fieldMargin,
    y: bounds.y - fieldMargin - headingHeight,
    width: bounds.width + 2 * fieldMargin,
    height: bounds.height + 2 * fieldMargin + headingHeight,
  }
}

/** The card that stands for a collapsed cluster, at its notes' top left. */
export function cardAround(members: Iterable<Rect>): Rect | undefined {
  const bounds = boundsOf(members)
  return bounds && { x: bounds.x, y: bounds.y, ...cardSize }
}

/** The part of a field's rectangle that people drag the cluster by. */
export function headingOf(field: Rect): Rect {
  return { x: field.x, y: field.y, width: field.width, height: headingHeight }
}

/** The rounded field itself, without its heading. */
export function fieldBody(field: Rect): Rect {
  return { ...field, y: field.y + headingHeight, height: field.height - headingHeight }
}
