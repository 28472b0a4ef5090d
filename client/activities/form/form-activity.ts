import type { ClientActivity } from '../../panels/host/activity.ts'

/** People answer some questions alone, also days before the workshop. */
export const form: ClientActivity = {
  name: 'form',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  ghost: async () => (await import('./ghost.ts')).ghostPreparer,
}
