import type { Point } from '../geometry/rect.ts'

export type Fields = Readonly<Record<string, unknown>>

/** The value of a JSON text; undefined for any other text. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // Other text, or nested too deeply.
    return undefined
  }
}

/** The fields of an object; none for everything else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** The objects of a list, as far as so many. */
export function listOf(value: unknown, most: number): readonly Fields[] {
  return Array.isArray(value) ? value.slice(0, most).map(fieldsOf) : []
}

export function stringIn(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

/** Whiteboards without an edge put things this far away. Not measured. */
const farthest = 1e9

export function numberIn(fields: Fields, name: string): number | undefined {
  const value = fields[name]
  return typeof value === 'number' && Math.abs(value) <= farthest ? value : undefined
}

/** The place of a thing, from its fields x and y. */
export function pointIn(fields: Fields): { readonly at?: Point } {
  const [x, y] = [numberIn(fields, 'x'), numberIn(fields, 'y')]
  return x === undefined || y === undefined ? {} : { at: { x, y } }
}
