import type { Language } from '#shared/board/document.ts'
import { formatted } from '#shared/text/long-date.ts'

/** Date and time to the second, so that two checkpoints of one minute differ. */
export function momentOf(at: number, language: Language): string {
  return formatted(language, at, { dateStyle: 'long', timeStyle: 'medium' })
}
