import type { ClientActivity } from '../../panels/host/activity.ts'

/** How people will work on their purpose: written alone, then together, then four to seven are kept. */
export const principles: ClientActivity = {
  name: 'principles',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  ghost: async () => (await import('./ghost.ts')).ghostOfPrinciples,
}
