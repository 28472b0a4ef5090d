import { PollMethod, RoundState, type Round } from '#shared/workshop/round.ts'
import type { Announcer } from '../../panels/host/feature.ts'
import { consentWords } from './words.ts'

/** Says that the question opens, with the whole sentence; that it is closed; and the sentence that is adopted. */
export const announceConsent: Announcer = ({ model }, say) => {
  const { t } = consentWords
  const isOpen = (round: Round) => round.method === PollMethod.agreement && round.state === RoundState.open
  const stops = [
    model.voting.texts.listen((now, before) => {
      const opened = now.find(isOpen)
      const former = before?.find(isOpen)
      if (opened && opened.id !== former?.id)
        say(t('heardOpen', { text: opened.texts?.[opened.about ?? ''] ?? '' }))
      else if (former && !opened) say(t('heardClosed'))
    }),
    model.adoptions.listen((now, before) => {
      const last = now.at(-1)
      if (last && last.id !== before?.at(-1)?.id) say(t('heardAdopted', { text: last.text }))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
