import type { Language } from '#shared/board/document.ts'
import { mostAgreement, mostPoints, PollMethod, type Round } from '#shared/workshop/round.ts'
import { pick, type Ghost } from '../../panels/host/ghost.ts'

/** In the language of the board, which may be another than the page's. */
const objection: Readonly<Record<Language, string>> = {
  en: 'Who will do this work is missing.',
  fr: 'Il manque qui fera ce travail.',
}

/** Places one dot after the other, seldom two on one item. */
export const ghostVoter: Ghost = ({ model: { voting, meta }, random }) => {
  const round = voting.open.get()
  if (!round || (isOfDots(round) && voting.remaining(round) === 0)) return false
  const own = voting.dots.get()[round.id] ?? {}
  if (round.method === PollMethod.score) {
    const unrated = pick(
      round.options.filter((option) => own[option] === undefined),
      random,
    )
    if (unrated === undefined) return false
    void voting.answer(round.id, unrated, Math.floor(random() * (mostPoints + 1)))
    return true
  }
  if (round.method === PollMethod.agreement) {
    const option = pick(
      (voting.dealt.get()[round.id] ?? round.options).filter((each) => own[each] === undefined),
      random,
    )
    if (option === undefined) return false
    const answer = Math.floor(random() * (mostAgreement + 2)) - 1
    const reason = answer === 0 ? { text: objection[meta.get().language], isSigned: false } : undefined
    void voting.answer(round.id, option, answer, reason)
    return true
  }
  const free = round.options.filter((option) => (own[option] ?? 0) < round.cap)
  const untouched = free.filter((option) => own[option] === undefined)
  const option = pick(untouched.length > 0 ? untouched : free, random)
  if (option === undefined) return false
  void voting.place(round.id, option)
  return true
}

function isOfDots({ method = PollMethod.dots }: Round): boolean {
  return method === PollMethod.dots
}
