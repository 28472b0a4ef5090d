import { useStore } from '@nanostores/react'
import { LifeBuoy, Minus, Pause, Play, Plus } from 'lucide-react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import type { StepTables } from '#shared/board/tables.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useOutcome } from '../host/outcome.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Clock } from './clock.tsx'
import { tableWords } from './table-words.ts'
import './tables.css'

/** The table at which this person sits: who is there, its clock, and a call for help. */
export function TableCard({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(tableWords)
  const { model } = useBoard()
  const now = useStore(model.tables)
  const own = model.ownTable()
  if (!now) return null
  const table = own === null ? undefined : now.tables[own - 1]
  if (own === null || !table) return <p className="table-card__waits">{t('waits')}</p>
  return (
    <section className="table-card" aria-label={t('table', { number: own })}>
      <div className="table-card__who">
        <h3 className="table-card__title">{t('own', { number: own })}</h3>
        <Company people={table.people} />
      </div>
      <TableClock agenda={agenda} now={now} own={own} />
      <Help now={now} isAsking={table.asks !== undefined} />
    </section>
  )
}

/** The others at the table: those who are here by name, if they gave one. */
function Company({ people }: { readonly people: readonly string[] }) {
  const t = useWords(tableWords)
  const { model } = useBoard()
  const here = useStore(model.presence.people)
  const me = useStore(model.me)
  const others = people.filter((id) => id !== me.id)
  const nameOf = new Map(here.map(({ participant, name }) => [participant, name]))
  const names = others.flatMap((id) => nameOf.get(id) || [])
  const unnamed = others.length - names.length
  const all = unnamed > 0 ? [...names, t('others', { count: unnamed })] : names
  const list = new Intl.ListFormat(currentLanguage(), { type: 'conjunction' })
  return (
    <p className="table-card__company">
      {all.length === 0 ? t('alone') : t('with', { names: list.format(all) })}
    </p>
  )
}

/** The table's own clock; before anybody has changed it, the clock of the step. */
function TableClock({
  agenda,
  now,
  own,
}: {
  readonly agenda: Agenda
  readonly now: StepTables
  readonly own: number
}) {
  const t = useWords(tableWords)
  const { model } = useBoard()
  const report = useOutcome()
  const clock = now.tables[own - 1]?.clock ?? agenda.clock
  if (clock.full === null) return null
  const isPaused = clock.endsAt === null
  const from = now.move
  const add = (seconds: number) => report(model.run({ kind: 'table.time', from, seconds }))
  return (
    <fieldset className="table-card__clock apart" aria-label={t('clock')}>
      <IconButton label={t('less')} icon={<Minus />} onClick={() => add(-60)} />
      <IconButton
        label={t(isPaused ? 'resume' : 'pause')}
        icon={isPaused ? <Play /> : <Pause />}
        onClick={() => report(model.run({ kind: 'table.pause', from, isPaused: !isPaused }))}
      />
      <Clock agenda={{ clock }} />
      <IconButton label={t('more')} icon={<Plus />} side="left" onClick={() => add(60)} />
    </fieldset>
  )
}

function Help({ now, isAsking }: { readonly now: StepTables; readonly isAsking: boolean }) {
  const t = useWords(tableWords)
  const { model } = useBoard()
  const report = useOutcome()
  return (
    <div className="table-card__help">
      <Button
        icon={<LifeBuoy />}
        aria-pressed={isAsking}
        // As in the list of what is handed up.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => report(model.run({ kind: 'table.help', from: now.move, asks: !isAsking }))}
      >
        {t('help')}
      </Button>
      <output>{isAsking && t('helpAsked')}</output>
    </div>
  )
}
