import {
  House,
  LayoutGrid,
  Maximize,
  Megaphone,
  MousePointer2,
  PencilLine,
  Presentation,
  Redo2,
  SquarePlus,
  Trash2,
  Undo2,
} from 'lucide-react'
import { may } from '#shared/activities/policy.ts'
import { mayWrite, Operation } from '#shared/workshop/policy.ts'
import { go } from '../../routing/route.ts'
import { newNote } from '../../tools/edit.ts'
import { tellRefusal } from '../../tools/tell-refusal.ts'
import { fitAll } from '../../tools/view.ts'
import { freeWords } from '../free/words.ts'
import { freeActions } from '../free/free-actions.tsx'
import { bringEveryone } from '../host/look-at.ts'
import type { Actions } from '../host/feature.ts'
import { modifier } from '../ui/keys.ts'
import { isTitleEdited, deleteBoardDialog } from './board-entries.ts'
import { tidyBoard } from '../../model/view/tidy.ts'
import { boardWords } from './words.ts'
import { hostWords } from '../host/words.ts'

export const noteActions: Actions = {
  stores: (model) => freeActions.stores?.(model) ?? [],
  list: (board) => [
    {
      id: 'note',
      label: freeWords.t('tools.note'),
      icon: <SquarePlus />,
      keys: 'N',
      section: 'content',
      inMenu: false,
      isPossible: board.model.may(Operation.addNote),
      run: () => newNote(board.model),
    },
    ...freeActions.list(board),
  ],
}

export const viewActions: Actions = {
  stores: ({ spotlight }) => [spotlight],
  list: ({ model }) => {
    const { role, undo, presence } = model
    const bring = bringEveryone(model)
    return [
      {
        id: 'gather',
        label: hostWords.t('bring'),
        icon: <Megaphone />,
        section: 'people',
        inMenu: true,
        isPossible: may(role, Operation.gather) && bring !== undefined,
        run: () => bring?.(),
      },
      {
        id: 'end-show',
        label: boardWords.t('selection.endShow'),
        icon: <Presentation />,
        section: 'people',
        inMenu: false,
        isPossible: may(role, Operation.showToRoom) && model.spotlight.get() !== null,
        run: () => tellRefusal(model, model.commands.showToRoom(null)),
      },
      {
        id: 'rename',
        label: boardWords.t('board.rename'),
        icon: <PencilLine />,
        section: 'content',
        // Where a step has the place of the title.
        inMenu: 'led',
        isPossible: model.may(Operation.renameBoard),
        run: () => isTitleEdited.set(true),
      },
      {
        id: 'tidy',
        label: boardWords.t('menu.tidyAll'),
        icon: <LayoutGrid />,
        section: 'content',
        inMenu: true,
        isPossible: may(role, Operation.gather),
        run: () => model.commands.layOut(tidyBoard),
      },
      {
        id: 'fit',
        label: hostWords.t('fit'),
        icon: <Maximize />,
        keys: '⇧1',
        section: 'view',
        inMenu: false,
        isPossible: true,
        run: () => fitAll(model),
      },
      {
        id: 'undo',
        label: boardWords.t('common.undo'),
        icon: <Undo2 />,
        keys: `${modifier}Z`,
        section: 'content',
        inMenu: false,
        isPossible: mayWrite(role),
        run: undo.undo,
      },
      {
        id: 'redo',
        label: boardWords.t('common.redo'),
        icon: <Redo2 />,
        keys: `${modifier}⇧Z`,
        section: 'content',
        inMenu: false,
        isPossible: mayWrite(role),
        run: undo.redo,
      },
      {
        id: 'cursors',
        label: boardWords.t('menu.cursors'),
        icon: <MousePointer2 />,
        section: 'view',
        inMenu: false,
        isPossible: true,
        run: () => presence.showCursors.set(!presence.showCursors.get()),
      },
    ]
  },
}

export const leavingActions: Actions = {
  list: ({ model, shell }) => [
    {
      id: 'home',
      label: boardWords.t('menu.home'),
      icon: <House />,
      section: 'end',
      inMenu: true,
      isPossible: true,
      run: () => go('/'),
    },
    {
      id: 'delete-board',
      label: boardWords.t('deletion.open'),
      icon: <Trash2 />,
      section: 'end',
      inMenu: true,
      isPossible: may(model.role, Operation.deleteBoard),
      run: () => shell.open(deleteBoardDialog),
    },
  ],
}
