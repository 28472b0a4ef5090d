import { roundIn, type TurnRound } from '#shared/activities/turns/turn-round.ts'
import type { Announcer } from '../../panels/host/feature.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { nameOf } from './in-step.ts'
import { turnsWords } from './words.ts'

/** Says whose turn it is, and that the time of a turn is over. */
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
    if (step?.step.activity === 'turns') hear(roundIn(model.activity('turns').get(), step.path))
    else clearTimeout(timer)
  }
  const stops = [model.activity('turns').listen(look), model.agenda.listen(look)]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}
