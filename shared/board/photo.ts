import { altLimit } from './limits.ts'

/** A note's photo in the document. The server has its bytes, at `/api/boards/:board/photos/:id`. */
export interface Photo {
  /** SHA-256 of the stored bytes, base64url. Equal photos of a board are one. */
  readonly id: string
  /** In pixels of the stored photo, upright. */
  readonly width: number
  readonly height: number
  /** A description for people who cannot see it. */
  readonly alt?: string
  /** It was given with an answer, and its owner has not allowed it in reports. */
  readonly isPrivate?: true
}

/** Longest side of a stored photo, in pixels: sharp at 500 % on a screen of double density. */
export const photoSideLimit = 2_048

export const photoIdPattern = '^[A-Za-z0-9_-]{43}$'
const idPattern = new RegExp(photoIdPattern)

export function isPhotoId(value: unknown): value is string {
  return typeof value === 'string' && idPattern.test(value)
}

/** The guard accepts nothing else. Fields of a newer version pass and stay. */
export function isPhoto(value: unknown): value is Photo {
  if (typeof value !== 'object' || value === null) return false
  const { id, width, height, alt } = value as Readonly<Record<string, unknown>>
  const isAlt = alt === undefined || (typeof alt === 'string' && alt.length <= altLimit)
  return isPhotoId(id) && isSide(width) && isSide(height) && isAlt
}

export function readPhoto(value: unknown): Photo | undefined {
  if (!isPhoto(value)) return undefined
  const { id, width, height, alt, isPrivate } = value
  return { id, width, height, ...(alt !== undefined && { alt }), ...(isPrivate === true && { isPrivate }) }
}

function isSide(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= photoSideLimit
}
