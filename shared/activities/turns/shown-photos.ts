import { isId } from '../../board/id.ts'

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
