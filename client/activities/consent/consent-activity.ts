import type { ClientActivity } from '../../panels/host/activity.ts'

/** The group consents to one sentence, which then is its purpose. */
export const consent: ClientActivity = {
  name: 'consent',
  stageKind: 'gallery',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  announcer: async () => (await import('./announce-consent.ts')).announceConsent,
  ghost: async () => (await import('./ghost.ts')).ghostOfConsent,
  actions: async () => (await import('./consent-actions.tsx')).consentActions,
  replay: async () => (await import('./replay-of-consent.ts')).replayOfConsent,
}
