import type { TurnRound } from '#shared/activities/turns/turn-round.ts'
import type { Announcer } from '../../panels/host/feature.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { nameOf, ownRoundNow } from './in-step.ts'
import { turnsWords } from './words.ts'

/** Says whose turn it is at one's table, or among all, and that the time of a turn is over. */
export const announceTurns: Announcer = ({ model }, say) => {
  const { t } = turnsWords
  let timer: ReturnType<typeof setTimeout> | undefined
  let heard: string | undefined
  const hear = ({ now }: TurnRound) => {
    clearTimeout(timer)
    if (!now) return
    timer = setTimeout(() => say(t('heardOver')), Math.max(0, now.endsAt - model.now()))
    if (now.person === heard) return
    heard = now.person
    const isMine = now.person === model.me.get().id
    say(isMine ? t('heardYours') : t('heardTurn', { name: nameOf(model, now.person) }))
  }
  const look = () => {
    const step = runningStep(model)
    const round = step?.step.activity === 'turns' ? ownRoundNow(model, step.path) : undefined
    if (round) hear(round)
    else clearTimeout(timer)
  }
  const stops = [model.activity('turns'), model.agenda, model.tables].map((store) => store.listen(look))
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}
