/** A note's picture as the board knows it; its bytes are the server's, at `/api/boards/:board/photos/:id`. */
export interface Photo {
  /** SHA-256 of the stored bytes, base64url: equal pictures of a board are one. */
  readonly id: string
  /** Of the stored picture, in its pixels, upright. */
  readonly width: number
  readonly height: number
  /** What is to be seen on it, for who cannot. */
  readonly alt?: string
}

/** Longest side of a stored picture, pixels: sharp on a screen of twice the density at 500 %. */
export const photoSideLimit = 2_048

/** Characters. What people write of a picture in place of seeing it is one or two sentences. */
export const altLimit = 300

export const photoIdPattern = '^[A-Za-z0-9_-]{43}$'
const idPattern = new RegExp(photoIdPattern)

function isPhotoId(value: unknown): value is string {
  return typeof value === 'string' && idPattern.test(value)
}

/** The guard lets nothing else through; what a newer version puts beside is let through and kept. */
export function isPhoto(value: unknown): value is Photo {
  if (typeof value !== 'object' || value === null) return false
  const { id, width, height, alt } = value as Readonly<Record<string, unknown>>
  const isAlt = alt === undefined || (typeof alt === 'string' && alt.length <= altLimit)
  return isPhotoId(id) && isSide(width) && isSide(height) && isAlt
}

export function readPhoto(value: unknown): Photo | undefined {
  if (!isPhoto(value)) return undefined
  const { id, width, height, alt } = value
  return { id, width, height, ...(alt !== undefined && { alt }) }
}

function isSide(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= photoSideLimit
}
