import { useEffect } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'

/** What the window is called: the page or the board, then the product. */
export function useTitle(page: string): void {
  const { t } = useTranslation()
  const title = page === '' ? t('product.name') : `${page} · ${t('product.name')}`
  useEffect(() => {
    document.title = title
  }, [title])
}
