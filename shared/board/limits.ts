import type { Rect } from '../geometry/rect.ts'

/*
 * The limits of all numbers and texts of a board. The guard, presence, commands, imports, checkpoints and
 * pages ask this file alone.
 */

/**
 * Greatest distance of a note's corner from the origin, in board units. In a square, 10,000 notes are
 * 22,400 wide. Pixels stay exact at 800 % on fine screens.
 */
export const coordinateLimit = 100_000

/** The limit of earlier versions. Their files and boards are read, and their notes are brought inside. */
export const formerCoordinateLimit = 1_000_000_000

/** Greatest place in the stacking order. No board reaches it by steps of `stackStep`. */
export const stackLimit = 2 ** 50

/**
 * So much higher than all others a note may be put at once. One that jumped to the limit would stay on top
 * for ever. A hundred moves of 10,000 notes without a connection stay below.
 */
export const stackStep = 1_000_000

/**
 * Farthest edge of a view, farthest pointer and longest drag, in board units. A view reaches beyond the
 * notes, at 2 % on the largest screens.
 */
export const reachLimit = 4 * coordinateLimit

/** Least side of a view. The screen of a small phone, zoomed in fully, shows more than twice as much. */
export const minViewSide = 10

/** Longest stored side of an area: sixty columns of notes. Not measured. */
export const areaSideLimit = 14_000

/**
 * Areas of a board: forty steps of a day with five fields each, and two steps of two fields at the thousand tables of 5,000
 * people.
 */
export const areaLimit = 4_500

/** Shortest side of an area that people draw: it takes one note. */
export const leastAreaSide = 200
/** Areas of a board that people draw. More titles give nobody an overview. Not measured. */
export const drawnAreaLimit = 200

/** Letters of a board's title. */
export const titleLimit = 120
/** Letters of a cluster's title. */
export const clusterTitleLimit = 200
/** Notes that one paste or import adds. Not measured: more than any session has written. */
export const pasteLimit = 2_000
/** Letters of a note. */
export const noteTextLimit = 5_000
/** Letters of a statement: a purpose of sixty words has some 400. */
export const wordingLimit = 600
/** Statements of a board: some rewriting steps of five each. */
export const statementLimit = 60
/** Versions of a board. */
export const versionLimit = 600
/** Phrases of one version that came from other statements. */
export const graftLimit = 40
/** Comments of a board, and letters of each. */
export const commentLimits = { count: 300, letters: 300 } as const
/** Phrases that people put from one statement into another, of a board. */
export const placedGraftLimit = 300
/** Blanks of a note, such as its owner and its date, and letters of each. */
export const blankLimits = { count: 8, letters: 200 } as const
/** Notes that one note may be made of. */
export const fromLimit = 40
/** Arrows that begin at one note. */
export const arrowLimit = 40
/** Arrows of a board: five times as many as a page draws at once. Boards of earlier versions may have more. */
export const boardArrowLimit = 5_000
/** Of a note, in percent of the usual size. A larger one would fill a laptop's screen. Taste. */
export const sizeLimits = { least: 50, most: 300 } as const
/** Letters that describe a photo: enough for two sentences. */
export const altLimit = 300

/**
 * A note may become so many times longer than one person may type. The few who write in one at once each see only their
 * own limit.
 */
export const mergeFactor = 4
/**
 * The same of titles and statements, in which dozens write at once. If 60 people change a statement of 290 letters five
 * times each and nobody hears of the others meanwhile, it has 3,000; with 100 people it has 5,300 (measured with the
 * ghosts' changes).
 */
const crowdFactor = 10
export const mergedTitleLimit = crowdFactor * clusterTitleLimit
export const mergedWordingLimit = crowdFactor * wordingLimit

/** True for a coordinate that people may write. */
export function isCoordinate(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) <= coordinateLimit
}

/** True for a place in the stacking order that people may write. */
export function isStackPlace(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) <= stackLimit
}

/** The nearest coordinate that people may write. */
export function boundedCoordinate(value: number): number {
  return bounded(value, coordinateLimit)
}

export function boundedStackPlace(value: number): number {
  return bounded(value, stackLimit)
}

/** The nearest coordinate of a view, a pointer or a drag. */
export function boundedReach(value: number): number {
  return bounded(value, reachLimit)
}

/** True for a part of the board that a screen may show: x, y, width, height. */
export function isView(value: unknown): value is readonly [number, number, number, number] {
  if (!Array.isArray(value) || value.length !== 4) return false
  const [x, y, width, height] = value as readonly unknown[]
  return isWithin(x) && isWithin(y) && isSide(width) && isSide(height)
}

/** True for a rectangle that a screen may show. */
export function isViewRect({ x, y, width, height }: Rect): boolean {
  return isView([x, y, width, height])
}

function isWithin(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) <= reachLimit
}

function isSide(value: unknown): boolean {
  return typeof value === 'number' && value >= minViewSide && value <= reachLimit
}

/** A whole number within the limit. Zero for one that is no number. */
function bounded(value: number, limit: number): number {
  return Number.isNaN(value) ? 0 : Math.round(Math.min(limit, Math.max(-limit, value)))
}

/** Letters of a reason for an override, and of an answer to an objection. */
export const adoptionLimits = {
  reason: 600,
  reply: 600,
  /** Adoptions of one board. Not measured. */
  count: 100,
} as const
