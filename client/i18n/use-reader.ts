import { useStore } from '@nanostores/react'
import type { Reader } from '#shared/blocks/block.ts'
import { currentLanguage, translator } from './i18n.ts'

/** For whom results are put into words on this screen; the component is drawn again in another language. */
export function useReader(): Reader {
  useStore(translator)
  return { language: currentLanguage() }
}
