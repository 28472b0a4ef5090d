import type { Actions } from '../host/feature.ts'
import { leadActions } from './lead-actions.tsx'
import { hasSound } from './sound.ts'

/** Everybody can look at the agenda and choose the sound; facilitators lead. */
export const agendaActions: Actions = {
  stores: ({ agenda }) => [agenda, hasSound],
  list: (board) =>
    leadActions(board).map((action) => ({
      ...action,
      section: 'work',
      inMenu: action.id === 'agenda-list' || action.id === 'agenda-sound',
    })),
}
