import { isId } from './id.ts'
import { arrowLimit, sizeLimits } from './limits.ts'

/** How a note looks beside its colour, and where its arrows lead. Boards of older versions have none of it. */
export interface NoteLook {
  /** Words without paper. */
  readonly form?: 'text'
  /** In percent of the usual size. Missing: 100. */
  readonly size?: number
  /** Ids of the notes and groups to which its arrows lead. They may be gone. */
  readonly arrows?: readonly string[]
}

/** Reads the look of a note, without parts of another form. The usual look is an empty object. */
export function readLook(entry: object): NoteLook {
  const { form, size, arrows } = entry as Record<string, unknown>
  const to = Array.isArray(arrows) ? arrows.filter(isId).slice(0, arrowLimit) : []
  return {
    ...(form === 'text' && { form }),
    ...(isNoteSize(size) && size !== usualSize && { size }),
    ...(to.length > 0 && { arrows: to }),
  }
}

export const usualSize = 100

/** True for a size that people may give a note. */
export function isNoteSize(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= sizeLimits.least && Number(value) <= sizeLimits.most
}

/** So many times the usual size. */
export function timesOf({ size = usualSize }: NoteLook): number {
  return size / usualSize
}
