import type { Language } from '#shared/board/document.ts'
import { dateLocale } from '#shared/text/date-locale.ts'

/** Date and time to the second, so that two checkpoints of one minute differ. */
export function momentOf(at: number, language: Language): string {
  return new Intl.DateTimeFormat(dateLocale(language), {
    dateStyle: 'long',
    timeStyle: 'medium',
  }).format(at)
}
