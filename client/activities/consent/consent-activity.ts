import type { ClientActivity } from '../../panels/host/feature.ts'

/** The group consents to one sentence, which then is its purpose. */
export const consent: ClientActivity = {
  name: 'consent',
  stageKind: 'gallery',
  actions: async () => (await import('./consent-actions.tsx')).consentActions,
  replay: async () => (await import('./replay-of-consent.ts')).replayOfConsent,
}
