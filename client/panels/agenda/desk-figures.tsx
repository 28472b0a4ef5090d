import { useState, type ReactNode } from 'react'
import { templateLimits } from '#shared/agenda/template.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useRunCommand } from '../host/use-activity.ts'
import { agendaWords } from './words.ts'

export interface DeskFigure {
  readonly name: string
  readonly value: ReactNode
}

/** Numbers with their names below. */
export function DeskFigures({ rows }: { readonly rows: readonly DeskFigure[] }) {
  return (
    <dl className="desk-figures tabular">
      {rows.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The number of people who should come, to type over. Empty: nobody says. */
export function ExpectedField({ expected }: { readonly expected: number | null }) {
  const t = useWords(agendaWords)
  const { model } = useBoard()
  const run = useRunCommand()
  /** The digits until they are sent. */
  const [typed, setTyped] = useState<string | null>(null)
  const save = () => {
    setTyped(null)
    const people = typed === null ? expected : countOf(typed)
    if (people !== expected && model.agenda.get()) run({ kind: 'agenda.expect', people })
  }
  return (
    <input
      className="desk-figures__field"
      inputMode="numeric"
      autoComplete="off"
      aria-label={t('desk.expectedHow')}
      title={t('desk.expectedHow')}
      placeholder="–"
      maxLength={String(templateLimits.people).length}
      value={typed ?? expected ?? ''}
      onChange={({ target }) => setTyped(target.value.replaceAll(/\D/gu, ''))}
      onBlur={save}
      onKeyDown={({ key }) => {
        if (key === 'Enter') save()
        if (key === 'Escape') setTyped(null)
      }}
    />
  )
}

/** Null for none. */
function countOf(typed: string): number | null {
  const count = Math.min(templateLimits.people, Number(typed))
  return count >= 1 ? count : null
}
