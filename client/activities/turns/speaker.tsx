import { useStore } from '@nanostores/react'
import { Suspense, useEffect, useState } from 'react'
import type { Turn } from '#shared/activities/turns/turn-round.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { Avatar } from '../../panels/ui/avatar.tsx'
import { lazy } from '../../panels/ui/lazy.ts'
import { Statement } from '../../panels/ui/statement.tsx'
import { usePersonName } from '../../panels/ui/person-name.ts'
import { cardOf } from './in-step.ts'
import { turnsWords } from './words.ts'
import './speaker.css'
import { clockTime } from '../../panels/ui/time-of-day.ts'

const Thumbnail = lazy(async () => ({
  default: (await import('../../panels/host/thumbnail.tsx')).Thumbnail,
}))

/** The person who has the floor, with their card and their clock. */
export function Speaker({ turn, placed }: { readonly turn: Turn; readonly placed: PlacedStep }) {
  const t = useWords(turnsWords)
  const { model } = useBoard()
  const name = useNameOf(turn.person)
  const isMine = useStore(model.me).id === turn.person
  const card = useSceneFact(model.scene, ({ notes }) => cardOf(notes, placed, turn.person)?.id ?? '')
  const note = model.scene.notes.get(card)
  const person = usePerson(turn.person)
  return (
    <section className="speaker" aria-label={name}>
      <p className="speaker__name">
        <Avatar name={person?.name ?? ''} colour={person?.colour} size="large" />
        <span className="speaker__floor row">
          <strong>{isMine ? t('yours') : t('speaks', { name })}</strong>
          <TurnClock endsAt={turn.endsAt} />
        </span>
      </p>
      {note?.photo && (
        <Suspense fallback={null}>
          <Thumbnail of={note.id} photo={note.photo} />
        </Suspense>
      )}
      {note && note.text.trim() !== '' && (
        <p className="said">
          <Statement text={note.text} isStill />
        </p>
      )}
    </section>
  )
}

export function useNameOf(id: string): string {
  const { model } = useBoard()
  const person = usePerson(id)
  const number = useStore(model.presence.numbers).get(id)
  return usePersonName()({ name: person?.name ?? '', colour: person?.colour }, number)
}

function usePerson(id: string): { readonly name: string; readonly colour: number } | undefined {
  const { model } = useBoard()
  const me = useStore(model.me)
  const other = useStore(model.presence.people).find(({ participant }) => participant === id)
  return me.id === id ? me : other
}

/** The time of a turn by the server's clock. It counts up when the time is over. */
export function TurnClock({ endsAt }: { readonly endsAt: number }) {
  const t = useWords(turnsWords)
  const { model } = useBoard()
  const [seconds, setSeconds] = useState(() => Math.ceil((endsAt - model.now()) / 1_000))
  useEffect(() => {
    const tick = () => setSeconds(Math.ceil((endsAt - model.now()) / 1_000))
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [endsAt, model])
  const time = clockTime(Math.abs(seconds))
  return (
    <span className="turn-clock tabular" role="timer" data-over={seconds < 0 || undefined}>
      {seconds < 0 ? t('over', { time }) : t('left', { time })}
    </span>
  )
}
