import { useId } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { wholeUpTo } from '../../panels/ui/long-list.tsx'
import type { OptionSearch } from './use-option-search.ts'
import { voteWords } from './words.ts'

/** The search field of a list that is too long to be on the page as a whole. */
export function OptionSearchField({ search, total }: { search: OptionSearch; total: number }) {
  const t = useWords(voteWords)
  const id = useId()
  const { query, setQuery, found } = search
  if (total <= wholeUpTo) return null
  const words = () => {
    if (query.trim() === '') return ''
    return found.length === 0 ? t('foundNone') : t('found', { count: found.length, total })
  }
  return (
    <div className="option-search">
      <label htmlFor={id}>{t('search')}</label>
      <input id={id} type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      <output className="option-search__found tabular">{words()}</output>
    </div>
  )
}
