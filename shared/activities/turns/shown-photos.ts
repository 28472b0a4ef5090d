import { isId } from '../../board/id.ts'

/** The key of the list in the server's state of this activity, beside the rounds of its steps. */
export const shownPhotosKey = 'inReport'

/** The cards whose owners want their photo in the report. */
export function shownPhotosIn(state: unknown): readonly string[] {
  const { [shownPhotosKey]: ids } = (typeof state === 'object' && state !== null ? state : {}) as Record<
    string,
    unknown
  >
  return Array.isArray(ids) ? ids.filter(isId) : []
}
