import type { Round } from '#shared/workshop/round.ts'
import type { Translate } from '../../i18n/i18n.ts'

/** The question of a round; without one, its number. */
export function questionOf(t: Translate, { title, number }: Pick<Round, 'title' | 'number'>): string {
  return title === '' ? t('vote.round', { number }) : title
}

/**
 * The number of people who have voted. Facilitators count once they have voted, so a round of one
 * facilitator begins with nobody.
 */
export function progressOf(t: Translate, { voted, eligible }: Pick<Round, 'voted' | 'eligible'>): string {
  return eligible === 0 ? t('vote.nobodyYet') : t('vote.progress', { count: voted, eligible })
}

/** Number and question, for lists of rounds. */
export function roundName(t: Translate, { title, number }: Pick<Round, 'title' | 'number'>): string {
  return title === '' ? t('vote.round', { number }) : t('vote.roundOf', { number, title })
}
