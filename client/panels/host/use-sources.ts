import { useCallback } from 'react'
import type { Step } from '#shared/agenda/template.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from './board-context.tsx'
import { useSceneList } from './use-scene.ts'

/** A note or group that a step shows beside its task, in the words that it has now. */
export interface Source {
  readonly id: string
  readonly words: string
}

const isSame = (a: Source, b: Source) => a.id === b.id && a.words === b.words

/** The notes that a step takes from earlier ones to read beside it, as far as it says anything. */
export function useSources(step: Step): readonly Source[] {
  const { model } = useBoard()
  const { pinnedFor } = model
  const read = useCallback(
    ({ notes, clusters }: BoardModel['scene']) =>
      pinnedFor(step)
        .map((id) => {
          const group = clusters.get(id)
          const words = group ? group.title.trim() || group.firstWords : (notes.get(id)?.text ?? '').trim()
          return { id, words }
        })
        .filter(({ words }) => words !== ''),
    [pinnedFor, step],
  )
  return useSceneList(model.scene, read, isSame)
}
