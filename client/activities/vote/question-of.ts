import type { Round } from '#shared/workshop/round.ts'
import { voteFirstWords } from './first-words.ts'

/** The question of a round. A round without one goes by its number. */
export function questionOf({ title, number }: Pick<Round, 'title' | 'number'>): string {
  return title === '' ? voteFirstWords.t('round', { number }) : title
}
