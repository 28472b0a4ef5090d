import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { callNext, spokenInStep, turnsStepWords } from './in-step.ts'

const TurnsTask = lazyPart(async () => (await import('./step-task.tsx')).TurnsTask)
const TableTurn = lazyPart(async () => (await import('./tables-turn.tsx')).TableTurn)
const ProjectorTurn = lazyPart(async () => (await import('./projector-turn.tsx')).ProjectorTurn)

export const scene: StepScene = {
  Task: TurnsTask,
  UnderPrompt: ProjectorTurn,
  projectsTables: true,
  AtTable: TableTurn,
  beginLabel: () => turnsStepWords.t('begin'),
  lead: callNext,
  figures: spokenInStep,
  showsDone: false,
}
