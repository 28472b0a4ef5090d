import type { Round } from '#shared/workshop/round.ts'
import { voteWords } from './words.ts'

/** The question of a round; without one, its number. */
export function questionOf({ title, number }: Pick<Round, 'title' | 'number'>): string {
  return title === '' ? voteWords.t('round', { number }) : title
}

/**
 * The number of people who have voted, of all who may and were here. Rounds of earlier versions may begin with nobody.
 */
export function progressOf({ voted, eligible }: Pick<Round, 'voted' | 'eligible'>): string {
  return eligible === 0 ? voteWords.t('nobodyYet') : voteWords.t('progress', { count: voted, eligible })
}

/** Number and question, for lists of rounds. */
export function roundName({ title, number }: Pick<Round, 'title' | 'number'>): string {
  return title === '' ? voteWords.t('round', { number }) : voteWords.t('roundOf', { number, title })
}
