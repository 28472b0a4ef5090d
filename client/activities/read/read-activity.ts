import type { ClientActivity } from '../../panels/host/activity.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import { readFirstWords } from './first-words.ts'

const ReadTask = lazyPart(async () => (await import('./step-task.tsx')).ReadTask)

/** People read in silence, ask to understand, and merge notes that say the same thing. */
export const read: ClientActivity = {
  name: 'read',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  step: {
    Task: ReadTask,
    isAboveNotes: true,
    beginLabel: () => readFirstWords.t('begin'),
    showsDone: true,
  },
}
