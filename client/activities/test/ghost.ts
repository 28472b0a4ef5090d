import type { Language } from '#shared/board/document.ts'
import { fieldOf, sentencesIn } from '#shared/activities/test/test-state.ts'
import { ChoiceWeight } from '#shared/workshop/round.ts'
import { isAboutTheirs } from '#shared/workshop/theirs.ts'
import { isInCrowd, pick, stepNow, type Ghost } from '../../panels/host/ghost.ts'

/** In the language of the board, which may be another than the page's. */
const why: Readonly<Record<Language, string>> = {
  en: 'The name makes no difference.',
  fr: 'Le nom n’y change rien.',
}

/**
 * Judges one name after the other, seldom with a reason; or writes about each sentence, in a crowd about one, and marks one
 * of the opposites.
 */
export const ghostJudge: Ghost = ({ model, random, sentence }) => {
  const { voting, desk, meta } = model
  const placed = stepNow(model)
  if (placed?.step.activity !== 'test') return false
  const { path } = placed
  const round = voting.texts.get().find(({ state, step }) => state === 'open' && step === path)
  const own = voting.dots.get()[round?.id ?? ''] ?? {}
  if (placed.step.kind === 'opposite' && round) {
    const best = Object.keys(own).length === 0 ? pick(round.options, random) : undefined
    if (best !== undefined) void voting.place(round.id, best)
    return best !== undefined
  }
  if (placed.step.kind !== 'swap') {
    const written = new Set(desk.drafts.get().flatMap(({ from = [] }) => from))
    const left = sentencesIn(model.activity('test').get(), path).filter(
      ({ version }) => !written.has(version),
    )
    const next = pick(left, random)
    const isDone = written.size > 0 && isInCrowd(model)
    if (!next || isDone || !desk.takesNotes.get()) return false
    const origin = { step: path, field: fieldOf(next), from: [next.version] }
    return desk.add([{ text: sentence(), origin }]).length > 0
  }
  if (!round) return false
  const option = pick(
    round.options.filter((each) => own[each] === undefined),
    random,
  )
  if (option === undefined) return false
  const { yes, no } = ChoiceWeight
  const answer = pick(isAboutTheirs(round) ? [yes, no] : Object.values(ChoiceWeight), random) ?? yes
  const reason = random() < 0.2 ? { text: why[meta.get().language], isSigned: false } : undefined
  void voting.answer(round.id, option, answer, reason)
  return true
}
