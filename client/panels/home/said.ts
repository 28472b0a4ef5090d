import { wordsIn } from '#shared/agenda/fill.ts'
import type { Words } from '#shared/agenda/template.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { frenchSpaces } from '#shared/text/french-spaces.ts'

/** Words of a template in the person's language. `lang` is set when they are in the other one. */
export function said(words: Words): { readonly text: string; readonly lang: string | undefined } {
  const own = currentLanguage()
  const { text, language } = wordsIn(words, own)
  return {
    text: language === 'fr' ? frenchSpaces(text) : text,
    lang: language === own ? undefined : language,
  }
}
