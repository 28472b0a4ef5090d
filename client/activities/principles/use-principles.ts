import { useCallback } from 'react'
import { byAge, keptIn } from '#shared/activities/principles/kept.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'

type Scene = BoardModel['scene']
type SceneNote = Scene['notes'] extends ReadonlyMap<string, infer Note> ? Note : never

const isSame = (a: string, b: string) => a === b

/** The principles of a step in the order in which they came: ids alone, so that a letter draws no list. */
export function usePrinciplesOf(path: StepPath): readonly string[] {
  const { model } = useBoard()
  const read = useCallback(({ notes }: Scene) => idsOf(keptIn(path, notes.values())), [path])
  return useSceneList(model.scene, read, isSame)
}

/** The principles of other steps of which none is kept; of those that grew from one another, the last. */
export function useOthers(path: StepPath): readonly string[] {
  const { model } = useBoard()
  const read = useCallback(
    ({ notes }: Scene) => {
      const all = [...notes.values()].filter(({ kind }) => kind === 'principle')
      const sources = new Set(all.flatMap(({ from = [] }) => from))
      return idsOf(
        all.filter(({ id, step, text }) => step !== path && text.trim() !== '' && !sources.has(id)),
      )
    },
    [path],
  )
  return useSceneList(model.scene, read, isSame)
}

function idsOf(notes: readonly SceneNote[]): readonly string[] {
  return notes
    .filter((note) => !isParked(note))
    .toSorted(byAge)
    .map(({ id }) => id)
}
