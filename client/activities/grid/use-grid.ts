import { useStore } from '@nanostores/react'
import { useCallback } from 'react'
import { gridOf, type Grid } from '#shared/activities/grid/cells.ts'
import { fill } from '#shared/agenda/fill.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { currentLanguage, translator } from '../../i18n/i18n.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'

export interface ShownGrid extends Grid {
  /** Of the columns, in the language of this page. */
  readonly titles: readonly string[]
}

/** The grid of a step, drawn again only when a cell changes. */
export function useGrid({ step, path }: PlacedStep): ShownGrid {
  const { model } = useBoard()
  useStore(translator)
  const answers = useStore(model.agenda)?.answers ?? {}
  const locked = useStore(model.locked)
  const read = useCallback(
    ({ notes }: BoardModel['scene']) => {
      const fields = step.activity === 'grid' ? step.fields : []
      return [
        gridOf(
          path,
          fields.map(({ id }) => id),
          [...notes.values()],
          locked,
        ),
      ]
    },
    [step, path, locked],
  )
  const [grid = emptyGrid] = useSceneList(model.scene, read, isSame)
  const titles =
    step.activity === 'grid'
      ? step.fields.map(({ title }) => fill(title, currentLanguage(), answers).text)
      : []
  return { ...grid, titles }
}

const emptyGrid: Grid = { rows: [], columns: [], cells: [], empty: 0, of: 0 }

function isSame(a: Grid, b: Grid): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
