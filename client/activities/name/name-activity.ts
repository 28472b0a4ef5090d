import type { ClientActivity } from '../../panels/host/activity.ts'

/** People find a sentence for each group. */
export const name: ClientActivity = {
  name: 'name',
  stageKind: 'gallery',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  ghost: async () => (await import('./ghost.ts')).ghostNamer,
}
