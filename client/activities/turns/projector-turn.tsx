import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { TurnRound } from '#shared/activities/turns/turn-round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { roundAt } from './in-step.ts'
import { Speaker, useNameOf, TurnClock } from './speaker.tsx'
import { turnsWords } from './words.ts'
import { TablePresses } from './table-presses.tsx'
import './speaker.css'
import './step-task.css'

/** For the whole room: who has the floor, and who comes then. At tables, of each of them. */
export function ProjectorTurn({ placed }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const isAtTables = useStore(model.tables) !== null
  return isAtTables ? <TablesTurn placed={placed} /> : <OneTurn placed={placed} />
}

function OneTurn({ placed }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const { now, next } = useStore(useMemo(() => roundAt(model, placed.path, null), [model, placed.path]))
  return (
    <div className="turns-projector">
      {now && <Speaker turn={now} placed={placed} />}
      {next !== null && <Then person={next} />}
    </div>
  )
}

export function Then({ person }: { readonly person: string }) {
  const t = useWords(turnsWords)
  const { model } = useBoard()
  const name = useNameOf(person)
  const isMine = useStore(model.me).id === person
  return <p className="speaker__then">{isMine ? t('soonYours') : t('thenName', { name })}</p>
}

/** So many tables are read from the last row. Of more the figures say how far they are. Not measured. */
const mostShown = 12

interface TableProps {
  readonly placed: PlacedStep
  readonly table: number
}

/** For the whole room: who has the floor at each table. */
function TablesTurn({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(turnsWords)
  const { model } = useBoard()
  const count = useStore(model.tables)?.tables.length ?? 0
  if (count > mostShown) return <p className="speaker__then">{t('atTables')}</p>
  return (
    <ul className="turns-tables" aria-label={t('tables')}>
      {Array.from({ length: count }, (_, index) => (
        <TableOnProjector key={index} placed={placed} table={index + 1} />
      ))}
    </ul>
  )
}

function TableOnProjector({ placed, table }: TableProps) {
  const t = useWords(turnsWords)
  return (
    <li className="turns-tables__one">
      <span className="turns-tables__number">{t('table', { number: table })}</span>
      <Floor round={useRoundAt({ placed, table })} />
    </li>
  )
}

/** For facilitators: who has the floor at this table, and the presses that its people have, too. */
export function TableTurn({ placed, table }: TableProps) {
  const round = useRoundAt({ placed, table })
  return (
    <div className="turns-at-table">
      <Floor round={round} />
      <TablePresses round={round} table={table} />
    </div>
  )
}

function useRoundAt({ placed: { path }, table }: TableProps): TurnRound {
  const { model } = useBoard()
  return useStore(useMemo(() => roundAt(model, path, table), [model, path, table]))
}

/** The person who has the floor, with the clock of the turn. */
function Floor({ round: { now, next, spoken } }: { readonly round: TurnRound }) {
  const t = useWords(turnsWords)
  const name = useNameOf(now?.person ?? '')
  if (now) {
    return (
      <p className="speaker__floor row">
        <span>{t('speaks', { name })}</span>
        <TurnClock endsAt={now.endsAt} />
      </p>
    )
  }
  const isOver = next === null && spoken.length > 0
  return <p className="speaker__then">{t(isOver ? 'allAtTable' : 'nobodyYet')}</p>
}
