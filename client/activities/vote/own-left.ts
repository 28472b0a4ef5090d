import { PollMethod, type Round } from '#shared/workshop/round.ts'
import type { Voting } from '../../model/contract/board-model.ts'
import { voteWords } from './words.ts'

/** "3 dots left", or how many items this person has given points. */
export function ownLeft(voting: Voting, round: Round): string {
  const { t } = voteWords
  if ((round.method ?? PollMethod.dots) === PollMethod.dots)
    return t('remaining', { count: voting.remaining(round) })
  const own = voting.dots.get()[round.id] ?? {}
  const asked = voting.dealt.get()[round.id] ?? round.options
  return t(round.method === PollMethod.score ? 'scored' : 'answered', {
    done: asked.filter((option) => own[option] !== undefined).length,
    of: asked.length,
  })
}
