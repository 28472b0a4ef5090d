import { currentLanguage } from '../../i18n/i18n.ts'
import type { Announcer } from '../../panels/host/feature.ts'
import { testWordsOf } from '#shared/activities/test/result-words.ts'
import { sentencesIn } from '#shared/activities/test/test-state.ts'
import { specificityIn } from '#shared/workshop/specificity.ts'
import { isAboutTheirs, theirResults } from '#shared/workshop/theirs.ts'
import type { Round } from '#shared/workshop/round.ts'
import { testWords } from './words.ts'

/** Says that a sentence is put to the test, and its result. */
export const announceTests: Announcer = ({ model }, say) => {
  const { voting } = model
  const { t } = testWords
  const openOf = (rounds: readonly Round[] = []) =>
    rounds.find(({ state, method }) => state === 'open' && method === 'choice')
  const hear = (rounds: readonly Round[], before?: readonly Round[]) => {
    const [now, former] = [openOf(rounds), openOf(before)]
    if (now && now.id !== former?.id) {
      if (isAboutTheirs(now)) {
        say(t('heardTheirs', { count: now.options.length }))
        return
      }
      const sentences = sentencesIn(model.activity('test').get(), now.step ?? '')
      const number = sentences.findIndex(({ version }) => version === now.about) + 1
      say(t('heardOpen', { number, of: sentences.length, count: now.options.length }))
      return
    }
    const closed = former && !now ? rounds.find(({ id }) => id === former.id) : undefined
    if (closed) say(`${t('heardClosed')} ${resultOf(closed)}`)
  }
  const resultOf = (round: Round): string => {
    if (isAboutTheirs(round)) return theirResult(round)
    const { nobody, withheld, specific, notSpecific } = testWordsOf(currentLanguage())
    const { shareOfNo, isSpecific } = specificityIn(round)
    if (round.voted === 0) return nobody
    if (round.totals === null) return withheld
    return shareOfNo === null ? nobody : isSpecific ? specific : notSpecific
  }
  return voting.texts.listen(hear)
}

function theirResult(round: Round): string {
  const { nobody, withheld, theirsMany, theirsFew } = testWordsOf(currentLanguage())
  if (round.voted === 0) return nobody
  if (round.totals === null) return withheld
  return theirResults(round).some(({ isMany }) => isMany) ? theirsMany : theirsFew
}
