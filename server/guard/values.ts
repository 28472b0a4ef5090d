import { isAreaId, isId, isStepId, isStepPath } from '#shared/board/id.ts'
import {
  areaSideLimit,
  blankLimits,
  fromLimit,
  isCoordinate,
  isStackPlace,
  leastAreaSide,
  titleLimit,
} from '#shared/board/limits.ts'
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

const optional =
  (isValid: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || isValid(value)

const factRules: Readonly<Record<string, (value: unknown) => boolean>> = {
  kind: isWord,
  tint: isWord,
  author: (value) => value === null || isId(value),
  created: (value) => typeof value === 'number',
  photo: optional(isPhoto),
  step: optional(isStepPath),
  field: optional(isStepId),
  blanks: optional(isBlanks),
  from: optional(isListOfIds),
  form: optional(isWord),
}
const ruledFacts = Object.entries(factRules)

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
  return isRecord(value) && ruledFacts.every(([name, isValid]) => isValid(value[name])) && hasSmallRest(value)
}

/** The first of these facts that no note may have. Undefined where all are right, or too large together. */
export function wrongFact(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined
  const { size, arrows } = value
  const wrong = ruledFacts.find(([name, isValid]) => !isValid(value[name]))?.[0]
  if (wrong !== undefined) return wrong
  if (size !== undefined && !isNoteSize(size)) return 'size'
  return arrows === undefined || isListOfArrows(arrows) ? undefined : 'arrows'
}

/** Kind, tint, photo, and what a newer schema has. */
function hasSmallRest(value: Readonly<Record<string, unknown>>): boolean {
  const { author: _a, created: _c, step: _s, field: _f, blanks: _b, from: _o, form: _w, ...rest } = value
  return isSmall({ ...rest, arrows: null })
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

/** True for an area that somebody may draw: a title of one line or none, and a rectangle on the board. */
export function isDrawnArea(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value['title']) || !isSmall(value)) return false
  const { title, x, y, width, height } = value
  const titles = Object.values(title)
  return (
    titles.every((words) => typeof words === 'string' && words.length <= titleLimit) &&
    isCoordinate(x) &&
    isCoordinate(y) &&
    [width, height].every((side) => isAreaSide(side))
  )
}

function isAreaSide(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= leastAreaSide && Number(value) <= areaSideLimit
}

/** True for [x, y, z, cluster | 0] or [x, y, z, cluster | 0, area | 0] in whole numbers, on the board. */
export function isPlace(value: unknown): value is readonly [number, number, number, unknown] {
  if (!isPlaceAnywhere(value)) return false
  const [x, y, z] = value
  return isCoordinate(x) && isCoordinate(y) && isStackPlace(z)
}

const placeRules = [isNumber, isNumber, isNumber, isIdOrNone(isId), isIdOrNone(isAreaId)] as const

/** The number of the first part of a place that is wrong. Undefined for a list of another length. */
export function wrongInPlace(value: unknown): number | undefined {
  if (!Array.isArray(value) || value.length < 4 || value.length > 5) return undefined
  const index = placeRules.findIndex((isValid, at) => at < value.length && !isValid(value[at]))
  return index === -1 ? undefined : index
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number'
}

function isIdOrNone(isValid: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => value === 0 || isValid(value)
}

/** True for a place on the board or outside it. */
export function isPlaceAnywhere(value: unknown): value is readonly [number, number, number, unknown] {
  return Array.isArray(value) && value.length >= 4 && value.length <= 5 && wrongInPlace(value) === undefined
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
