import { useStore } from '@nanostores/react'
import { computed } from 'nanostores'
import { useMemo } from 'react'
import { useCommonWords } from '../../i18n/use-words.ts'
import { useBoard, useRights } from './board-context.tsx'
import { ActionSection, type Action } from './feature.ts'
import { actionsOf } from './fetch-actions.ts'

const sections = Object.values(ActionSection)

/** Everything that this person may do with the board as a whole, by section; drawn again when that changes. */
export function useActions(): readonly Action[] {
  // Labels are said again in another language.
  useCommonWords()
  const board = useBoard()
  const { model, features } = board
  useRights()
  const all = useMemo(() => actionsOf(features), [features])
  const changes = useMemo(() => {
    const stores = all.flatMap(({ stores }) => stores?.(model) ?? [])
    return computed(stores, () => ({}))
  }, [all, model])
  useStore(changes)
  const actions = all.flatMap(({ list }) => list(board)).filter(({ isPossible }) => isPossible)
  return sections.flatMap((section) => actions.filter((action) => action.section === section))
}
