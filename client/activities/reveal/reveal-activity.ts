import type { ClientActivity } from '../../panels/host/activity.ts'
import { NoTask } from '../../panels/host/no-task.tsx'
import { revealFirstWords } from './first-words.ts'

/** Everybody watches the notes of private writing appear at once. */
export const reveal: ClientActivity = {
  name: 'reveal',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  step: {
    Task: NoTask,
    isAboveNotes: true,
    beginLabel: () => revealFirstWords.t('begin'),
    showsDone: false,
  },
}
