import type { ClientActivity } from '../../panels/host/activity.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import { turnsFirstWords } from './first-words.ts'
import { callNext, spokenInStep } from './in-step.ts'

const TurnsTask = lazyPart(async () => (await import('./step-task.tsx')).TurnsTask)
const ProjectorTurn = lazyPart(async () => (await import('./projector-turn.tsx')).ProjectorTurn)

/** One person after the other speaks; all others note a word worth keeping. */
export const turns: ClientActivity = {
  name: 'turns',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  announcer: async () => (await import('./announce-turns.ts')).announceTurns,
  ghost: async () => (await import('./ghost.ts')).ghostSpeaker,
  step: {
    Task: TurnsTask,
    OnProjector: ProjectorTurn,
    beginLabel: () => turnsFirstWords.t('begin'),
    lead: callNext,
    figures: spokenInStep,
    showsDone: false,
  },
}
