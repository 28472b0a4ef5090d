import { mostAgreement } from '#shared/workshop/round.ts'
import { answerNames } from '../../panels/host/answer-names.ts'
import { consentWords } from './words.ts'

/** The meaning of an answer, as a sentence that one could say. */
export function meaningOf(answer: number): string {
  return consentWords.t(answerNames[answer] ?? 'pass')
}

/** From the strongest agreement to the objection. */
export const answersDown = Array.from({ length: mostAgreement + 1 }, (_, index) => mostAgreement - index)
