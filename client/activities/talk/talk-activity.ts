import type { ClientActivity } from '../../panels/host/activity.ts'
import { NoTask } from '../../panels/host/no-task.tsx'

/** People listen and speak. Breaks, too. */
export const talk: ClientActivity = {
  name: 'talk',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  step: { Task: NoTask, isAboveNotes: true, showsDone: false },
}
