import type { BoardModel } from '#client/model/contract/board-model.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { askedName } from '#shared/board/activities.ts'
import { askedIn } from '#shared/asking/asked.ts'
import { testsIn } from '#shared/statements/tested.ts'

/** What has reached a person of a board that is led. Plain, so that processes can compare theirs. */
export interface BoardPoint {
  readonly step: string | null
  readonly isPrivate: boolean
  /** The step of the open vote, and of the open question under other names. */
  readonly vote: string | null
  readonly test: string | null
  /** The id of what is asked in the step. */
  readonly asked: string | null
  readonly texts: number
  readonly notes: number
  readonly clusters: number
}

export function pointOf({ agenda, writing, voting, scene, activity }: BoardModel): BoardPoint {
  const texts = voting.texts.get()
  const tests = testsIn(texts, activity(askedName).get())
  const step = agenda.get()?.now.step ?? null
  return {
    step,
    isPrivate: writing.get().mode === 'private',
    vote: voting.open.get()?.step ?? null,
    test: tests.find(({ state }) => state === 'open')?.step ?? null,
    asked: step === null ? null : (askedIn(activity(askedName).get(), step)?.id ?? null),
    texts: texts.length + tests.length,
    notes: scene.notes.size,
    clusters: scene.clusters.size,
  }
}

/** The step, its way of writing and its vote have begun. */
export function hasBegun(point: BoardPoint, { path, step }: PlacedStep): boolean {
  const isVote = step.activity === 'vote'
  const isSwap = step.activity === 'test' && step.kind === 'swap'
  return (
    point.step === path &&
    point.isPrivate === (step.writing === 'private') &&
    (point.vote === path) === isVote &&
    (!isSwap || point.test === path)
  )
}
