import { isAboutPrinciples } from '#shared/agenda/steps.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { automaticScale, PollMethod, scaleFor } from '#shared/workshop/round.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { closeInStep, votersOfStep, voteStepWords } from './in-step.ts'

const VoteTask = lazyPart(async () => (await import('./step-task.tsx')).VoteTask)

/** Where the number of people decides how they vote, the facilitator reads it on the button. */
function beginVoteLabel(step: Step, people: number, template: Template): string {
  if (step.activity !== 'vote' || step.scale !== automaticScale) return voteStepWords.t('stepBegin')
  const isScored = scaleFor(step.scale, people, isAboutPrinciples(template, step)) === PollMethod.score
  return voteStepWords.t(isScored ? 'stepBeginScores' : 'stepBeginDots')
}

export const scene: StepScene = {
  Task: VoteTask,
  beginLabel: beginVoteLabel,
  lead: closeInStep,
  figures: votersOfStep,
  showsDone: false,
}
