import type { Feature } from '../host/feature.ts'
import { deleteBoardDialog } from './delete-board-entry.ts'
import { rowsDialog } from './rows-entry.ts'

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
  actions: async () => (await import('./board-actions.tsx')).viewActions,
  announcer: async () => (await import('./announce-saving.ts')).announceSaving,
  later: [{ fetch: () => import('../ui/tint-row.tsx') }],
}

/** The ways to leave the board. */
export const leaving: Feature = {
  name: 'leaving',
  actions: async () => (await import('./board-actions.tsx')).leavingActions,
  later: [deleteBoardDialog],
}
