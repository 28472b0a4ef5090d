import type { Sentence } from '#shared/agenda/fill.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { frenchSpaces } from '#shared/text/french-spaces.ts'

/** "change-t-il" and "est-ce" stay on one line. */
const inverted = /-(?=(?:t-)?(?:ils?|elles?|on|ce|nous|vous)(?!\p{L}))/gu

/** "We … so that …": a gap stays with the word before it. */
const gap = / (?=…)/gu

/** A sentence of the template, with its language's spaces, marked with that language when it is not the person's. */
export function Said({ sentence: { text, language } }: { readonly sentence: Sentence }) {
  return (
    <span lang={language === currentLanguage() ? undefined : language}>
      {(language === 'fr' ? frenchSpaces(text).replaceAll(inverted, '\u{2011}') : text).replaceAll(
        gap,
        '\u{A0}',
      )}
    </span>
  )
}
