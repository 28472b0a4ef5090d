import type { ClientActivity } from '../../panels/host/activity.ts'
import { lazyPart } from '../../panels/host/entries.tsx'

const GroupTask = lazyPart(async () => (await import('./step-task.tsx')).GroupTask)

/** People put notes that belong together into groups. */
export const group: ClientActivity = {
  name: 'group',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  ghost: async () => (await import('./ghost.ts')).ghostSorter,
  step: { Task: GroupTask, showsDone: true },
}
