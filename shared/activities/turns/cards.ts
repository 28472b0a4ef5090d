import type { StepPath } from '../../agenda/template.ts'
import { isId, isStepPath, stepPathIn } from '../../board/id.ts'

/** The key of a list in the server's state of this activity, beside the rounds of its steps. Files have it. */
export const shownPhotosKey = 'inReport'

const mark = 'photo:'

/** The entry of one card, which counts before the list. So a tick sends one card to everybody, and not all of them. */
export function shownPhotoKey(card: string): string {
  return mark + card
}

/** The cards whose owners want their photo in the report. */
export function shownPhotosIn(state: unknown): readonly string[] {
  if (typeof state !== 'object' || state === null) return []
  const { [shownPhotosKey]: list, ...others } = state as Record<string, unknown>
  const cards = Object.entries(others).flatMap(([key, isShown]) =>
    key.startsWith(mark) ? [[key.slice(mark.length), isShown === true] as const] : [],
  )
  const listed = Array.isArray(list) ? list.filter(isId).map((card) => [card, true] as const) : []
  return [...new Map([...listed, ...cards])].flatMap(([card, isShown]) =>
    isShown && isId(card) ? [card] : [],
  )
}

/** The key of a list in the server's state of this activity: the steps of this activity in a board file. */
export const turnStepsKey = 'steps'

/** The steps in which people took turns, also those that the agenda no longer has. */
export function turnStepsIn(state: unknown): ReadonlySet<StepPath> {
  if (typeof state !== 'object' || state === null) return new Set()
  const { [turnStepsKey]: list, ...rounds } = state as Record<string, unknown>
  const paths = Object.keys(rounds).map(stepPathIn)
  return new Set([...paths, ...(Array.isArray(list) ? (list as readonly unknown[]) : [])].filter(isStepPath))
}

/** The photos of the cards of an object round stay in the room, unless their owners let them into reports. */
export const turnCards = { steps: turnStepsIn, shown: shownPhotosIn }
