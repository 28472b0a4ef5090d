import { fill } from '#shared/agenda/fill.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { progressOfRound } from '#shared/board/round.ts'
import { PollMethod, type Round } from '#shared/workshop/round.ts'
import { toldProgress } from '../../i18n/told-progress.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import type { BoardModel, Voting } from '../../model/contract/board-model.ts'
import { voteWords } from './words.ts'

/** The question of a round; without one, its number. */
export function questionOf({ title, number }: Pick<Round, 'title' | 'number'>): string {
  return title === '' ? voteWords.t('round', { number }) : title
}

/** The question in the reader's language, where a step of the agenda asks it. */
export function questionFor({ agenda }: Pick<BoardModel, 'agenda'>, round: Round): string {
  const now = agenda.get()
  const [prompt] = (now && round.step !== undefined && findStep(now.template, round.step)?.step.prompt) || []
  return now && prompt ? fill(prompt, currentLanguage(), now.answers).text : questionOf(round)
}

/**
 * The number of people who have voted, of all who may and were here. Rounds of earlier versions may begin with nobody.
 */
export function progressOf(round: Round): string {
  return round.eligible === 0 ? voteWords.t('nobodyYet') : toldProgress('answered', progressOfRound(round))
}

/** Number and question, for lists of rounds. */
export function roundName({ title, number }: Pick<Round, 'title' | 'number'>): string {
  return title === '' ? voteWords.t('round', { number }) : voteWords.t('roundOf', { number, title })
}

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
