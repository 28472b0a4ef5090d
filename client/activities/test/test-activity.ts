import type { ClientActivity } from '../../panels/host/activity.ts'

/** A sentence is put to the test: under other names, by its opposite, or in words. */
export const test: ClientActivity = {
  name: 'test',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  announcer: async () => (await import('./announce-tests.ts')).announceTests,
  ghost: async () => (await import('./ghost.ts')).ghostJudge,
}
