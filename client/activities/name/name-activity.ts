import type { ClientActivity } from '../../panels/host/activity.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import { nameFirstWords } from './first-words.ts'

const NameTask = lazyPart(async () => (await import('./step-task.tsx')).NameTask)

/** People find a sentence for each group. */
export const name: ClientActivity = {
  name: 'name',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  ghost: async () => (await import('./ghost.ts')).ghostNamer,
  step: { Task: NameTask, beginLabel: () => nameFirstWords.t('begin'), showsDone: true },
}
