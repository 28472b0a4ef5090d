import type { Round } from '#shared/workshop/round.ts'
import type { Translate } from '../../i18n/i18n.ts'

/** What the round asks; a round without a question goes by its number. */
export function questionOf(t: Translate, { title, number }: Pick<Round, 'title' | 'number'>): string {
  return title === '' ? t('vote.round', { number }) : title
}

/** How many have voted; facilitators count once they have, so that of one alone there is nobody yet. */
export function progressOf(t: Translate, { voted, eligible }: Pick<Round, 'voted' | 'eligible'>): string {
  return eligible === 0 ? t('vote.nobodyYet') : t('vote.progress', { count: voted, eligible })
}

/** Number and question, for lists of rounds. */
export function roundName(t: Translate, { title, number }: Pick<Round, 'title' | 'number'>): string {
  return title === '' ? t('vote.round', { number }) : t('vote.roundOf', { number, title })
}
