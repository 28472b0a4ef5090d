import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { settlePress } from './settle-press.ts'
import { principlesStepWords } from './step-words.ts'

const PrinciplesTask = lazyPart(async () => (await import('./step-task.tsx')).PrinciplesTask)
const PrinciplesOnDesk = lazyPart(async () => (await import('./on-desk.tsx')).PrinciplesOnDesk)
const OnProjector = lazyPart(async () => (await import('./projector-principles.tsx')).ProjectorPrinciples)

export const scene: StepScene = {
  Task: PrinciplesTask,
  OnDesk: PrinciplesOnDesk,
  OnProjector,
  lead: settlePress,
  revealed: (count) => principlesStepWords.t('revealed', { count }),
  showsDone: true,
}
