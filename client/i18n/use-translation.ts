import { useStore } from '@nanostores/react'
import { translator, type Translate } from './i18n.ts'

/**
 * Every sentence in the person's language; the component is drawn again when they choose another. For parts that come by
 * `lazy` or `lazyDialog`, which wait for the sentences; parts shown before a board is painted use `useFirstTranslation`.
 */
export function useTranslation(): { readonly t: Translate } {
  return { t: useStore(translator) as Translate }
}
