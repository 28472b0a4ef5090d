import type { Language } from '#shared/board/document.ts'
import { formatted } from '#shared/text/long-date.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** From this many days on, the date says more than "days ago". Not measured. */
const maxDays = 30

/**
 * When a board was last opened, in words: "now", "3 hours ago", "yesterday", then the date. Times are
 * milliseconds since 1970.
 */
export function lastOpened(opened: number, now: number, language: Language): string {
  const say = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const past = Math.max(0, now - opened)
  if (past < minuteMs) return say.format(0, 'second')
  if (past < hourMs) return say.format(-Math.floor(past / minuteMs), 'minute')
  const days = Math.round((startOfDay(now) - startOfDay(opened)) / dayMs)
  if (days === 0) return say.format(-Math.floor(past / hourMs), 'hour')
  if (days <= maxDays) return say.format(-days, 'day')
  return formatted(language, opened, { dateStyle: 'medium' })
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
