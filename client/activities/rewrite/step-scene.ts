import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { rewriteStepWords } from './step-words.ts'

const RewriteTask = lazyPart(async () => (await import('./rewrite-task.tsx')).RewriteTask)
const Workbench = lazyPart(async () => (await import('./workbench.tsx')).Workbench)
const ProjectorStatements = lazyPart(
  async () => (await import('./projector-statements.tsx')).ProjectorStatements,
)

export const scene: StepScene = {
  Task: RewriteTask,
  Stage: Workbench,
  OnProjector: ProjectorStatements,
  beginLabel: () => rewriteStepWords.t('begin'),
  showsDone: true,
}
