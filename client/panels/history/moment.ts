import type { Language } from '#shared/board/document.ts'

/** Date and time to the second: two checkpoints of one minute can be told apart. */
export function momentOf(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'medium',
  }).format(at)
}
