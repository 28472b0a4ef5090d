import { ListPlus } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import { agendaEditor } from '../agenda-editor/editor-entry.ts'
import { editorWords } from '../agenda-editor/words.ts'
import type { Action, Actions, OpenBoard } from '../host/feature.ts'
import { leadActions } from './lead-actions.tsx'
import { hasSound } from './sound.ts'

/** Everybody can look at the agenda and choose the sound; facilitators lead. */
export const agendaActions: Actions = {
  stores: ({ agenda }) => [agenda, hasSound],
  list: (board) =>
    board.model.agenda.get() === null
      ? [giveAction(board)]
      : leadActions(board).map((action) => ({
          ...action,
          section: 'work',
          inMenu: action.id === 'agenda-list' || action.id === 'agenda-sound',
        })),
}

/** A board without an agenda can be given one. */
function giveAction({ model, shell }: OpenBoard): Action {
  return {
    id: 'agenda-give',
    label: editorWords.t('give'),
    icon: <ListPlus />,
    section: 'work',
    inMenu: true,
    isPossible: model.may(Operation.leadAgenda),
    run: () => shell.open(agendaEditor),
  }
}
