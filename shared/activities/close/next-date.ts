import { isDay } from '../../text/calendar.ts'

/** The day of the next workshop in the server's state of this activity, as `2026-12-01`. Null: nobody has set it. */
export function nextDateIn(state: unknown): string | null {
  if (typeof state !== 'object' || state === null) return null
  const { date } = state as Record<string, unknown>
  return typeof date === 'string' && isDay(date) ? date : null
}
