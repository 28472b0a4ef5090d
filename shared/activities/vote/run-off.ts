import { findStep, stepsOf } from '../../agenda/steps.ts'
import type { Phase, Step, StepPath, Template } from '../../agenda/template.ts'
import { firstVoteOf, runOffStepOf, voteOf } from '../../board/run-offs.ts'
import { numberWord } from '../../blocks/numbers.ts'
import type { Round } from '../../workshop/round.ts'
import { levelRunOffOf, runOffOf } from '../../workshop/tally.ts'

export interface RunOff {
  readonly template: Template
  /** The step of the run-off. */
  readonly path: StepPath
  /** Things between which it decides. */
  readonly count: number
}

/** Seconds of a run-off, where the vote before does not say how short it may be. Not measured. */
const usualSeconds = 180

/**
 * The template with a run-off right after this vote, and the path of that step. Undefined where there is nothing to
 * decide: few enough go on, a run-off follows already, or no later step takes what the vote has chosen.
 */
export function withRunOff(template: Template, path: StepPath, rounds: readonly Round[]): RunOff | undefined {
  return withVoteOn(template, path, rounds, runOffOf)
}

/** The same after a run-off that separated nothing: the room may vote on its things again. */
export function withRunOffAgain(
  template: Template,
  path: StepPath,
  rounds: readonly Round[],
): RunOff | undefined {
  return withVoteOn(template, path, rounds, levelRunOffOf)
}

function withVoteOn(
  template: Template,
  path: StepPath,
  rounds: readonly Round[],
  bandOf: typeof runOffOf,
): RunOff | undefined {
  const placed = findStep(template, path)
  const round = voteOf(rounds, path)
  const asked = round && bandOf(round)
  if (placed?.step.activity !== 'vote' || !asked) return undefined
  if (runOffStepOf(template, path) !== undefined || !isTaken(template, path)) return undefined
  const { step, phase } = placed
  const taken = new Set(phase.steps.map(({ id }) => id))
  const names = ['run-off', ...phase.steps.map((_, index) => `run-off-${index + 2}`)]
  const id = names.find((name) => !taken.has(name)) ?? 'run-off'
  const count = asked.options.length
  const runOff: Step = {
    id,
    activity: 'vote',
    prompt: [
      {
        en: `${numberWord('en', count, true)} were too close to call: decide between them.`,
        fr: `Il reste à en départager ${numberWord('fr', count)}.`,
      },
    ],
    seconds: step.least ?? usualSeconds,
    writing: 'none',
    input: [{ from: path, take: 'shortlist', show: 'pour' }],
    target: step.target,
    scale: step.scale,
    budget: null,
    isSecret: step.isSecret ?? true,
    isRunOff: true,
  }
  const phases = template.phases.map((each) => (each === phase ? withStepAfter(each, step, runOff) : each))
  return { template: { ...template, phases }, path: `${phase.id}/${id}`, count }
}

function withStepAfter(phase: Phase, step: Step, added: Step): Phase {
  return { ...phase, steps: phase.steps.flatMap((each) => (each === step ? [each, added] : [each])) }
}

/** A later step takes what this vote, or the vote whose band it decides, has chosen. */
function isTaken(template: Template, path: StepPath): boolean {
  const first = firstVoteOf(template, path)
  return stepsOf(template).some(({ step }) =>
    step.input?.some(
      ({ from, take, show }) => from === first && take === 'shortlist' && show === 'pour' && !isRunOff(step),
    ),
  )
}

function isRunOff(step: Step): boolean {
  return step.activity === 'vote' && step.isRunOff === true
}
