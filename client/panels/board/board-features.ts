import { lateWatch } from '../host/late-watch.ts'
import type { Feature } from '../host/feature.ts'
import { TitleField, rowsDialog, deleteBoardDialog } from './board-entries.ts'

/** Notes made by hand, or from a pasted table. */
export const notes: Feature = {
  name: 'notes',
  actions: async () => (await import('./board-actions.tsx')).noteActions,
  announcer: async () => (await import('./announce-notes.ts')).announceNotes,
  soon: [{ fetch: () => import('papaparse') }, rowsDialog],
}

/** Views and undo. */
export const view: Feature = {
  name: 'view',
  watch: (board) => lateWatch(async () => (await import('./follow-gathering.ts')).followGathering(board)),
  actions: async () => (await import('./board-actions.tsx')).viewActions,
  announcer: async () => (await import('./announce-saving.ts')).announceSaving,
  later: [{ fetch: () => import('../ui/tint-row.tsx') }, TitleField],
}

/** The ways to leave the board. */
export const leaving: Feature = {
  name: 'leaving',
  actions: async () => (await import('./board-actions.tsx')).leavingActions,
  later: [deleteBoardDialog],
}
