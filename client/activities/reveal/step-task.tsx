import { useStore } from '@nanostores/react'
import { useCallback } from 'react'
import { titleIn } from '#shared/board/area.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { areasOfStep } from '../../panels/host/areas-of-step.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { useInColumn } from '../../panels/host/column.ts'
import { revealWords } from './words.ts'
import './step-task.css'

interface Shown {
  readonly id: string
  readonly title: string
  readonly count: number
}

/** Beside the board, how many notes each field has now. A phone lists the notes themselves. */
export function RevealTask() {
  const t = useWords(revealWords)
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const own = useStore(model.tables) && model.ownTable()
  const inColumn = useInColumn()
  const read = useCallback(
    ({ areas, notes }: BoardModel['scene']) => {
      const ids = areasOfStep(agenda, areas, own)
      const counts = new Map<string, number>()
      for (const { area } of notes.values()) if (area !== null) counts.set(area, (counts.get(area) ?? 0) + 1)
      return [...areas.values()].flatMap((area): readonly Shown[] => {
        if (ids?.has(area.id) !== true) return []
        return [{ id: area.id, title: titleIn(area, currentLanguage()), count: counts.get(area.id) ?? 0 }]
      })
    },
    [agenda, own],
  )
  const shown = useSceneList(model.scene, read, isSame)
  if (inColumn) return null
  return (
    <div className="reveal-task">
      <ul>
        {shown.map(({ id, title, count }) => (
          <li key={id}>
            <span>{title}</span>
            <span className="tabular">{t('notes', { count })}</span>
          </li>
        ))}
      </ul>
      <p>{t('how')}</p>
    </div>
  )
}

function isSame(a: Shown, b: Shown): boolean {
  return a.id === b.id && a.title === b.title && a.count === b.count
}
