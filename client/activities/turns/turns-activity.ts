import type { ClientActivity } from '../../panels/host/activity.ts'

/** One person after the other speaks; all others note a word worth keeping. */
export const turns: ClientActivity = {
  name: 'turns',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  announcer: async () => (await import('./announce-turns.ts')).announceTurns,
  ghost: async () => (await import('./ghost.ts')).ghostSpeaker,
}
