import { computed, onMount, atom } from 'nanostores'
import type { ClientActivity } from '../../panels/host/activity.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { phoneQuery } from '../../panels/ui/use-media.ts'
import { rewriteFirstWords } from './first-words.ts'
import { isAside } from './is-aside.ts'

const RewriteStage = lazyPart(async () => (await import('./rewrite-stage.tsx')).RewriteStage)
const RewriteTask = lazyPart(async () => (await import('./rewrite-task.tsx')).RewriteTask)
const ProjectorStatements = lazyPart(
  async () => (await import('./projector-statements.tsx')).ProjectorStatements,
)

/** A phone has the statements in its task. */
const isPhone = atom(false)
onMount(isPhone, () => {
  const list = window.matchMedia(phoneQuery)
  const read = () => isPhone.set(list.matches)
  read()
  list.addEventListener('change', read)
  return () => list.removeEventListener('change', read)
})

/** People rewrite a few statements together, and keep versions of them. */
export const rewrite: ClientActivity = {
  name: 'rewrite',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  ghost: async () => (await import('./ghost.ts')).ghostRewriter,
  announcer: async () => (await import('./announce-versions.ts')).announceVersions,
  stage: {
    isShown: (model) =>
      computed(
        [model.agenda, isPhone, isAside],
        (_, onPhone, aside) => !onPhone && !aside && runningStep(model)?.step.activity === 'rewrite',
      ),
    Stage: RewriteStage,
  },
  step: {
    Task: RewriteTask,
    OnProjector: ProjectorStatements,
    beginLabel: () => rewriteFirstWords.t('begin'),
    showsDone: true,
  },
}
