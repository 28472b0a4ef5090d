import { useStore } from '@nanostores/react'
import type { Reader } from '#shared/blocks/block.ts'
import { translator, currentLanguage } from './i18n.ts'
import type { CommonName, Translate } from './translate.ts'
import type { Words } from './words-of.ts'

/** A feature's words and the common ones; the component is drawn again when the person chooses another language. */
export function useWords<Name extends string>(words: Words<Name>): Translate<Name | CommonName> {
  return useStore(words.translator)
}

/** The common words; the component is drawn again when the person chooses another language. */
export function useCommonWords(): Translate<CommonName> {
  return useStore(translator)
}

/** For whom results are put into words on this screen; the component is drawn again in another language. */
export function useReader(): Reader {
  useStore(translator)
  return { language: currentLanguage() }
}
