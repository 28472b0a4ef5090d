import { useStore } from '@nanostores/react'
import { translator } from './i18n.ts'
import type { CommonName, Translate } from './translate.ts'

/** The common words; the component is drawn again when the person chooses another language. */
export function useCommonWords(): Translate<CommonName> {
  return useStore(translator)
}
