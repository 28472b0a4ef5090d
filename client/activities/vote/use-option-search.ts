import { useCallback, useMemo, useState } from 'react'
import { folded } from '#shared/text/folded.ts'
import { photoWords } from '../../i18n/photo-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { RoundTarget } from '#shared/workshop/round.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { optionText } from './option-label.ts'
import { voteWords } from './words.ts'

export interface OptionSearch {
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
