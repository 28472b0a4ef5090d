import { fieldOf, sentencesIn } from '#shared/activities/test/test-state.ts'
import { swap } from '#shared/activities/test/swap-asking.ts'
import { ghostOf } from '../../panels/asking/asking-parts.ts'
import { isInCrowd, pick, stepNow, type Ghost } from '../../panels/host/ghost.ts'

/**
 * Judges one name after the other; or writes about each sentence, in a crowd about one, and marks one
 * of the opposites.
 */
export const ghostJudge: Ghost = (ghost) => {
  const { model, random, sentence } = ghost
  const { voting, desk } = model
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
  return ghostOf(swap)(ghost)
}
