import { useEffect } from 'react'
import { useFirstTranslation } from '../../i18n/use-first-translation.ts'

/** Names the window: the page or the board, then the product. */
export function useTitle(page: string): void {
  const { t } = useFirstTranslation()
  const title = page === '' ? t('product.name') : `${page} · ${t('product.name')}`
  useEffect(() => {
    document.title = title
  }, [title])
}
