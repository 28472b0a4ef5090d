import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { Clock } from './clock.tsx'
import { tableWords } from './table-words.ts'
import './tables.css'

/** So many tables are read from the last row; of more only those with a clock of their own. Not measured. */
const mostShown = 12

/** For the room: the tables, and the time of those with a clock of their own. */
export function ProjectorTables() {
  const t = useWords(tableWords)
  const { model } = useBoard()
  const now = useStore(model.tables)
  if (!now) return null
  const rows = now.tables.map((table, index) => ({ ...table, number: index + 1 }))
  const shown = rows.length <= mostShown ? rows : rows.filter(({ clock }) => clock)
  return (
    <ul className="projector-tables" aria-label={t('tables')}>
      {shown.map(({ number, people, clock }) => (
        <li key={number}>
          {t('table', { number })} · {t('people', { count: people.length })}
          {clock && <Clock agenda={{ clock }} />}
        </li>
      ))}
    </ul>
  )
}
