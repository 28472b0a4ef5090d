import { findStep, stepsOf } from '../agenda/steps.ts'
import type { StepPath, Template } from '../agenda/template.ts'
import { PollMethod, RoundState, RoundTarget, type Round } from '../workshop/round.ts'
import { goingOn, levelRunOffOf, rankRound, runOffOf } from '../workshop/tally.ts'

type Phases = Pick<Template, 'phases'>

/** The choice of a vote, after all of its run-offs. */
export interface Chosen {
  readonly target: Round['target']
  /** Best first; each family once. */
  readonly options: readonly string[]
  /** By option the others of its family, which go on in its file. */
  readonly kin: Readonly<Record<string, readonly string[]>>
  /** By option the words about which people voted, where it has other words by now or is gone. */
  readonly texts: Readonly<Record<string, string>>
}

/** The vote about things on the board that this step held last, and that published its totals. */
export function voteOf(rounds: readonly Round[], path: StepPath): Round | undefined {
  return rounds.findLast(
    ({ step, totals, target }) => step === path && totals !== null && target !== RoundTarget.texts,
  )
}

/** Too few people for a secret vote have given points: nothing tells the things apart. */
function untoldVoteOf(rounds: readonly Round[], path: StepPath): Round | undefined {
  return rounds.findLast(
    ({ step, totals, target, state, voted, method }) =>
      step === path &&
      totals === null &&
      target !== RoundTarget.texts &&
      state === RoundState.closed &&
      voted > 0 &&
      method !== PollMethod.agreement &&
      method !== PollMethod.choice,
  )
}

/** The vote whose band this step decides; undefined for a step that is no run-off. */
export function decidedBy(template: Phases, path: StepPath): StepPath | undefined {
  const step = findStep(template, path)?.step
  return step?.activity === 'vote' && step.isRunOff === true ? step.input?.[0]?.from : undefined
}

/** The vote with which the narrowing began that this vote is a part of. */
export function firstVoteOf(template: Phases, path: StepPath): StepPath {
  const before = decidedBy(template, path)
  const isEarlier = before !== undefined && indexOf(template, before) < indexOf(template, path)
  return isEarlier ? firstVoteOf(template, before) : path
}

/** The step that decides the band of this one; of several the last. */
export function runOffStepOf(template: Phases, path: StepPath): StepPath | undefined {
  return stepsOf(template).findLast((placed) => decidedBy(template, placed.path) === path)?.path
}

/**
 * Nobody is cut by order: without a run-off the whole band goes on, and so it does after one in which nobody voted. Of a vote
 * without totals everything goes on.
 */
export function chosenIn(rounds: readonly Round[], template: Phases, path: StepPath): Chosen | undefined {
  const round = voteOf(rounds, path) ?? untoldVoteOf(rounds, path)
  if (!round) return undefined
  const ranked = rankRound(round)
  const all = ranked.flatMap(({ option, behind }) => (behind === undefined ? [option] : []))
  const { clear, band } = round.totals ? goingOn(ranked) : { clear: [], band: all }
  const after = runOffStepOf(template, path)
  // Steps of a template come one after the other: a run-off cannot be decided by an earlier step.
  const isLater = after !== undefined && indexOf(template, after) > indexOf(template, path)
  const decided = isLater && band.length > 0 ? decidedIn(rounds, template, after) : undefined
  const left = decided?.options.filter((option) => band.includes(option)) ?? []
  const options = [...clear, ...(left.length > 0 ? left : band)]
  const others = Map.groupBy(
    ranked.filter(({ behind }) => behind !== undefined),
    ({ behind }) => behind,
  )
  const kin = options.flatMap((option) => {
    const own = others.get(option)?.map((each) => each.option) ?? []
    return own.length > 0 ? [[option, own] as const] : []
  })
  return {
    target: round.target,
    options,
    kin: Object.fromEntries(kin),
    texts: { ...round.texts, ...decided?.texts },
  }
}

function decidedIn(rounds: readonly Round[], template: Phases, path: StepPath): Chosen | undefined {
  return (voteOf(rounds, path)?.voted ?? 0) > 0 ? chosenIn(rounds, template, path) : undefined
}

function indexOf(template: Phases, path: StepPath): number {
  return findStep(template, path)?.index ?? -1
}

/** The facts of a run-off that are fixed when it opens. */
export function runOffFacts(
  rounds: readonly Round[],
  template: Phases,
  path: StepPath,
): Pick<Round, 'isRunOff' | 'places'> {
  const from = decidedBy(template, path)
  const decided = from === undefined ? undefined : voteOf(rounds, from)
  const runOff = decided && (runOffOf(decided) ?? levelRunOffOf(decided))
  return runOff ? { isRunOff: true, places: runOff.places } : {}
}
