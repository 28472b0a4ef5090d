import type { ClientActivity } from '../../panels/host/activity.ts'

/** People put notes that belong together into groups. */
export const group: ClientActivity = {
  name: 'group',
  stageKind: 'board',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  ghost: async () => (await import('./ghost.ts')).ghostSorter,
}
