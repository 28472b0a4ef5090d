import type { ClientActivity } from '../../panels/host/activity.ts'

/** People rewrite a few statements together, and keep versions of them. */
export const rewrite: ClientActivity = {
  name: 'rewrite',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  ghost: async () => (await import('./ghost.ts')).ghostRewriter,
  announcer: async () => (await import('./announce-statements.ts')).announceStatements,
  stageKind: 'gallery',
}
