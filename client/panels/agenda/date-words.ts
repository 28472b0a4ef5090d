import type { WordsLanguage } from '#shared/agenda/template.ts'
import { formatted } from '#shared/text/long-date.ts'

/** A day and an hour in the person's own time zone: "Friday 4 December, 09:00". */
export function dateWords(at: number, language: WordsLanguage): string {
  return formatted(language, at, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
}
