import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { codeBehind } from '../../panels/host/step-scene.ts'

const inStep = codeBehind(async () => import('./in-step.ts'))
const TurnsTask = lazyPart(async () => (await import('./step-task.tsx')).TurnsTask)
const TableTurn = lazyPart(async () => (await import('./projector-turn.tsx')).TableTurn)
const ProjectorTurn = lazyPart(async () => (await import('./projector-turn.tsx')).ProjectorTurn)

export const scene: StepScene = {
  Task: TurnsTask,
  UnderPrompt: ProjectorTurn,
  projectsTables: true,
  AtTable: TableTurn,
  beginLabel: () => inStep.now()?.turnsStepWords.t('begin'),
  lead: (model) => inStep.store(({ callNext }) => callNext(model)),
  figures: (model, path) => inStep.store(({ spokenInStep }) => spokenInStep(model, path)),
  showsDone: false,
}
