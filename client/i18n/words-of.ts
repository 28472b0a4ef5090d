import { computed, type ReadableAtom } from 'nanostores'
import type { Language } from '#shared/board/document.ts'
import { currentLanguage, translator } from './i18n.ts'
import {
  createTranslate,
  sentencesIn,
  spaced,
  type CommonName,
  type NamesIn,
  type Translate,
  type Sentences,
} from './translate.ts'

/** The words of one feature in the person's language. Its sentences go by their names alone: `t('heading')`. */
export interface Words<Name extends string> {
  /** For code outside React. Components call `useWords`, so that they are drawn again in another language. */
  readonly t: Translate<Name | CommonName>
  readonly translator: ReadableAtom<Translate<Name | CommonName>>
}

/**
 * Words from the catalogues of a feature, one for each language, in one file `words.ts`:
 *
 *     export const en = { heading: 'Share the board' }
 *     export const fr = { heading: 'Partager le tableau' } satisfies typeof en
 *     export const shareWords = wordsOf({ en, fr })
 *
 * A component says `const t = useWords(shareWords)`. It imports its words, so they are downloaded with its code:
 * a component cannot name a sentence that is not there, and another language needs no download. Both languages
 * come together because the service worker keeps both anyway. Files that load before the first paint use the
 * common words alone (`words.en.ts` of this folder); a test demands it.
 */
export function wordsOf<Catalogue extends Sentences>(
  catalogues: Readonly<Record<Language, Catalogue>>,
): Words<NamesIn<Catalogue>> {
  const maps = new Map<Language, ReadonlyMap<string, string>>()
  const sentencesOf = (language: Language) => {
    const known = maps.get(language) ?? new Map(sentencesIn(spaced(language, catalogues[language])))
    maps.set(language, known)
    return known
  }
  const ownTranslator = computed(translator, (common) => {
    const language = currentLanguage()
    return createTranslate<NamesIn<Catalogue> | CommonName>(sentencesOf(language), language, common)
  })
  return { t: (name, values) => ownTranslator.get()(name, values), translator: ownTranslator }
}
