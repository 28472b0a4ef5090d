import { useStore } from '@nanostores/react'
import { translator, type FirstName, type Translate } from './i18n.ts'

/** The sentences that are there before a board is painted; the component is drawn again when the person chooses another language. */
export function useFirstTranslation(): { readonly t: Translate<FirstName> } {
  return { t: useStore(translator) }
}
