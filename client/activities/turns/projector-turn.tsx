import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { roundAt } from './in-step.ts'
import { Speaker, useNameOf } from './speaker.tsx'
import { TablesTurn } from './tables-turn.tsx'
import { turnsWords } from './words.ts'

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
