import { questionIn } from '#shared/activities/consent/question.ts'
import { notCarryingIn } from '#shared/workshop/adoption.ts'
import { agreementOf } from '#shared/workshop/tally.ts'
import { PollMethod, RoundState, type Round } from '#shared/workshop/round.ts'
import type { Announcer } from '../../panels/host/feature.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { consentWords } from './words.ts'

/** That the question is closed, with its result, in one sentence. */
function heardResult(round: Round | undefined): string {
  const { t } = consentWords
  const version = round?.about
  if (!round || version === undefined || round.totals === null) return t('heardClosed')
  const { below, answered } = notCarryingIn(round, version)
  const objections = agreementOf(round, version).counts[0] ?? 0
  return t('heardResult', { answered, objections, below })
}

/** Says that the question opens, with the whole sentence; that it is closed; and the sentence that is adopted. */
export const announceConsent: Announcer = ({ model }, say) => {
  const { t } = consentWords
  const isOpen = (round: Round) => round.method === PollMethod.agreement && round.state === RoundState.open
  const isDrafting = () => {
    const path = runningStep(model)?.path
    return path !== undefined && questionIn(model.activity('consent').get(), path).isDrafting
  }
  let wasDrafting = isDrafting()
  const stops = [
    model.activity('consent').listen(() => {
      const isNow = isDrafting()
      if (isNow && !wasDrafting) say(t('heardDraft'))
      wasDrafting = isNow
    }),
    model.voting.texts.listen((now, before) => {
      const opened = now.find(isOpen)
      const former = before?.find(isOpen)
      if (opened && opened.id !== former?.id)
        say(t('heardOpen', { text: opened.texts?.[opened.about ?? ''] ?? '' }))
      else if (former && !opened) say(heardResult(now.find(({ id }) => id === former.id)))
    }),
    model.adoptions.listen((now, before) => {
      const last = now.at(-1)
      if (last && last.id !== before?.at(-1)?.id)
        say(`${t('heardAdopted', { text: last.text })} ${t('sign.heard')}`)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
