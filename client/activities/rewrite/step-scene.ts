import { wordsOf } from '../../i18n/words-of.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

export const en = { begin: 'Rewrite the statements' }

export const fr = { begin: 'Réécrire les phrases' } satisfies typeof en

/** The sentences that load with the screens of all steps. */
const rewriteStepWords = wordsOf({ en, fr })

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
