import type { Language } from '#shared/board/document.ts'

/** Date and time to the second, so that two checkpoints of one minute differ. */
export function momentOf(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'medium',
  }).format(at)
}
