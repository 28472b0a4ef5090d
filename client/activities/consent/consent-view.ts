import { computed, type ReadableAtom } from 'nanostores'
import { questionIn, type Taken } from '#shared/activities/consent/question.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { originIn, originName } from '#shared/board/origin.ts'
import { consentRound, gapInConsent, type Adoption } from '#shared/workshop/adoption.ts'
import { RoundState, type Round } from '#shared/workshop/round.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

/** Where a step of consent stands. */
export interface ConsentView {
  /** The versions to choose from. */
  readonly candidates: readonly string[]
  /** The version to decide about. Null: nobody has kept one, or of several none is chosen. */
  readonly current: string | null
  /** The statement that the room chose in its duel. */
  readonly chosen: string | null
  /** How the version to decide about was taken; undefined where nobody took one. */
  readonly taken: Taken | undefined
  readonly open: Round | undefined
  /** The last closed round about this version. */
  readonly asked: Round | undefined
  /** The last closed round of the step, when it was about another version. */
  readonly before: Round | undefined
  /** Everybody may write the amendment. */
  readonly isDrafting: boolean
  readonly gap: ReturnType<typeof gapInConsent>
  /** Set while the last word about this version is its adoption. */
  readonly adoption: Adoption | undefined
}

export function consentIn(model: BoardModel, path: StepPath): ReadableAtom<ConsentView> {
  return computed(storesOf(model), () => viewOf(model, path))
}

/** The stores that a view is made of. */
export function storesOf(model: BoardModel) {
  const { voting, adoptions, replies, agenda } = model
  return [voting.texts, adoptions, replies, model.activity('consent'), agenda, model.activity(originName)]
}

export function viewOf(model: BoardModel, path: StepPath): ConsentView {
  const { candidates, current, chosen, taken, isDrafting } = questionIn(model.activity('consent').get(), path)
  const rounds = model.voting.texts.get()
  const inStep = rounds.filter(({ step }) => step === path)
  const open = inStep.find(({ state }) => state === RoundState.open)
  const last = current === null ? undefined : consentRound(rounds, current)
  const asked = last?.state === RoundState.closed ? last : undefined
  const former = inStep.findLast(({ state }) => state === RoundState.closed)
  const adoption = model.adoptions.get().at(-1)
  // A second workshop asks again about the sentence that came with it.
  const isOfDay = adoption?.at === originIn(model.activity(originName).get())?.adoptedAt
  const isLastWord =
    adoption?.version === current && !isOfDay && (asked?.closedAt ?? 0) <= (adoption?.at ?? 0)
  return {
    candidates,
    current: open?.about ?? current,
    chosen,
    taken: taken.findLast(({ version }) => version === current),
    open,
    asked,
    before: former && former.about !== current ? former : undefined,
    gap: current === null ? undefined : gapInConsent(rounds, current, model.replies.get()),
    adoption: isLastWord ? adoption : undefined,
    isDrafting: isDrafting && !open && !isLastWord,
  }
}
