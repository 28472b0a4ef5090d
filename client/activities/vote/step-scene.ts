import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { closeInStep, votersOfStep } from './in-step.ts'
import { voteStepWords } from './step-words.ts'

const VoteTask = lazyPart(async () => (await import('./step-task.tsx')).VoteTask)

export const scene: StepScene = {
  Task: VoteTask,
  beginLabel: () => voteStepWords.t('stepBegin'),
  lead: closeInStep,
  figures: votersOfStep,
  showsDone: false,
}
