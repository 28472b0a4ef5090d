import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { rewriteStepWords } from './step-words.ts'

const RewriteTask = lazyPart(async () => (await import('./rewrite-task.tsx')).RewriteTask)
const ProjectorStatements = lazyPart(
  async () => (await import('./projector-statements.tsx')).ProjectorStatements,
)

export const scene: StepScene = {
  Task: RewriteTask,
  OnProjector: ProjectorStatements,
  beginLabel: () => rewriteStepWords.t('begin'),
  showsDone: true,
}
