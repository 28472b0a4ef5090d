import { useStore } from '@nanostores/react'
import { translator, type Translate } from './i18n.ts'

/** Sentences in the person's language; the component is drawn again when they choose another. */
export function useTranslation(): { readonly t: Translate } {
  return { t: useStore(translator) }
}
