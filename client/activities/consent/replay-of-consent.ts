import type { ReplayScene } from '../../panels/host/scenes.ts'
import { consentWords } from './words.ts'

/** The adoption of a sentence in a replay. */
export const replayOfConsent: ReplayScene = {
  sentence: ({ kind, text = '' }) =>
    kind === 'adopted' ? consentWords.t('momentAdopted', { text }) : undefined,
}
