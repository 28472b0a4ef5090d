import { useEffect } from 'react'
import { useCommonWords } from '../../i18n/use-words.ts'

/** Names the window: the page or the board, then the product. */
export function useTitle(page: string): void {
  const t = useCommonWords()
  const title = page === '' ? t('product.name') : `${page} · ${t('product.name')}`
  useEffect(() => {
    document.title = title
  }, [title])
}
