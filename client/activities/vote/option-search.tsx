import { useCallback, useMemo, useState, useId } from 'react'
import { folded } from '#shared/text/folded.ts'
import type { RoundTarget } from '#shared/workshop/round.ts'
import { photoWords } from '../../i18n/photo-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { wholeUpTo } from '../../panels/ui/long-list.tsx'
import { optionText } from './option-words.tsx'
import { voteWords } from './words.ts'

interface OptionSearch {
  readonly query: string
  readonly setQuery: (query: string) => void
  /** The options that have these words, in their order; all of them without words. */
  readonly found: readonly string[]
  /** The same as a set; null without words. */
  readonly among: ReadonlySet<string> | null
}

const sameOption = (a: string, b: string) => a === b

/** A search among the options of a round: rows out of sight are not on the page, so the browser's search misses them. */
export function useOptionSearch(target: RoundTarget, options: readonly string[]): OptionSearch {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const [query, setQuery] = useState('')
  const wanted = folded(query.trim())
  const read = useCallback(
    (scene: BoardModel['scene']) =>
      wanted === ''
        ? options
        : options.filter((option) =>
            folded(optionText(scene, target, option, photoWords(t)) ?? '').includes(wanted),
          ),
    [target, options, wanted, t],
  )
  const found = useSceneList(model.scene, read, sameOption)
  const among = useMemo(() => (wanted === '' ? null : new Set(found)), [wanted, found])
  return { query, setQuery, found, among }
}

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
