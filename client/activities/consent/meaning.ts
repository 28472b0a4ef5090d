import { mostAgreement } from '#shared/workshop/round.ts'
import { consentWords } from './words.ts'

/** The meaning of an answer, as a sentence that one could say. */
export function meaningOf(answer: number): string {
  const { t } = consentWords
  switch (answer) {
    case 0:
      return t('answer0')
    case 1:
      return t('answer1')
    case 2:
      return t('answer2')
    case 3:
      return t('answer3')
    case 4:
      return t('answer4')
    case mostAgreement:
      return t('answer5')
    default:
      return t('pass')
  }
}

/** From the strongest agreement to the objection. */
export const answersDown = Array.from({ length: mostAgreement + 1 }, (_, index) => mostAgreement - index)
