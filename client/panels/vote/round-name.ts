import type { TFunction } from 'i18next'
import type { Round } from '#shared/workshop/round.ts'

/** What the round asks; a round without a question goes by its number. */
export function questionOf(t: TFunction, { title, number }: Pick<Round, 'title' | 'number'>): string {
  return title === '' ? t('vote.round', { number }) : title
}

/** Number and question, for lists of rounds. */
export function roundName(t: TFunction, { title, number }: Pick<Round, 'title' | 'number'>): string {
  return title === '' ? t('vote.round', { number }) : t('vote.roundOf', { number, title })
}
