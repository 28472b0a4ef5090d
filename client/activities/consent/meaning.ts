import { consentWordsOf } from '#shared/activities/consent/result-words.ts'
import { mostAgreement } from '#shared/workshop/round.ts'
import { currentLanguage } from '../../i18n/i18n.ts'

/** The meaning of an answer, as a sentence that one could say. */
export function meaningOf(answer: number): string {
  const { answers, pass } = consentWordsOf(currentLanguage())
  return answers[answer] ?? pass
}

/** From the strongest agreement to the objection. */
export const answersDown = Array.from({ length: mostAgreement + 1 }, (_, index) => mostAgreement - index)
