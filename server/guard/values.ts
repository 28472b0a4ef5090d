import { isAreaId, isId, isStepId, isStepPath } from '#shared/board/id.ts'
import { blankLimits, fromLimit, isCoordinate, isStackPlace } from '#shared/board/limits.ts'
import { isListOfArrows } from '#shared/board/change-look.ts'
import { isNoteSize } from '#shared/board/note-look.ts'
import { isPhoto, type Photo } from '#shared/board/photo.ts'

/** True for a kind or tint. Newer words pass: readers show an unknown one as the plainest. */
export function isWord(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z-]{1,32}$/.test(value)
}

export function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean'
}

interface Facts {
  readonly kind: string
  readonly step?: string
  readonly author: string | null
  readonly photo?: Photo
  readonly blanks?: Readonly<Record<string, string>>
  readonly size?: unknown
  readonly arrows?: unknown
}

/** True for a note's facts, also with fields of a newer schema. */
export function isFacts(value: unknown): value is Facts {
  return isFactsOfAnySize(value) && isWithinSizes(value)
}

/** True for a size and arrows that people may give a note. */
function isWithinSizes({ size, arrows }: Facts): boolean {
  return (size === undefined || isNoteSize(size)) && (arrows === undefined || isListOfArrows(arrows))
}

/** True for the facts of a note that may be too large or too small, or have too many arrows. */
export function isFactsOfAnySize(value: unknown): value is Facts {
  if (!isRecord(value)) return false
  const { kind, author, tint, created, photo, step, field, blanks, from, form, ...newer } = value
  return (
    (form === undefined || isWord(form)) &&
    isWord(kind) &&
    isWord(tint) &&
    (author === null || isId(author)) &&
    typeof created === 'number' &&
    (photo === undefined || isPhoto(photo)) &&
    (step === undefined || isStepPath(step)) &&
    (field === undefined || isStepId(field)) &&
    (blanks === undefined || isBlanks(blanks)) &&
    (from === undefined || isListOfIds(from)) &&
    isSmall({ kind, tint, photo, ...newer, arrows: null })
  )
}

function isBlanks(value: unknown): boolean {
  if (!isRecord(value)) return false
  const blanks = Object.entries(value)
  return (
    blanks.length <= blankLimits.count && blanks.every(([id, words]) => isStepId(id) && isShortText(words))
  )
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= blankLimits.letters
}

function isListOfIds(value: unknown): boolean {
  return Array.isArray(value) && value.length <= fromLimit && value.every(isId)
}

/** True for [x, y, z, cluster | 0] or [x, y, z, cluster | 0, area | 0] in whole numbers, on the board. */
export function isPlace(value: unknown): value is readonly [number, number, number, unknown] {
  if (!isPlaceAnywhere(value)) return false
  const [x, y, z] = value
  return isCoordinate(x) && isCoordinate(y) && isStackPlace(z)
}

/** True for a place on the board or outside it. */
export function isPlaceAnywhere(value: unknown): value is readonly [number, number, number, unknown] {
  if (!Array.isArray(value) || value.length < 4 || value.length > 5) return false
  const [x, y, z, cluster, area = 0] = value as readonly unknown[]
  if (![x, y, z].every((side) => typeof side === 'number')) return false
  return (cluster === 0 || isId(cluster)) && (area === 0 || isAreaId(area))
}

/** Four times the size of a note's facts today. */
const smallLimit = 1_024

/** True for a value small enough to be kept without being understood. */
export function isSmall(value: unknown): boolean {
  return value !== undefined && sizeOf(value) <= smallLimit
}

/**
 * Counts characters, and one for every other value. JSON.stringify would cost more than the rest of the
 * check.
 */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item), 1)
  if (!isRecord(value)) return 1
  let size = 1
  for (const key in value) size += key.length + sizeOf(value[key])
  return size
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
