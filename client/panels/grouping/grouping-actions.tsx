import { FolderInput, Shapes, WholeWord } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import { cloudDialog, sortingDrawer } from '../../sorting/sorting-entry.ts'
import { sortingWords } from '../../sorting/words.ts'
import { chooseGroup, notesToRegroup } from '../../tools/selecting.ts'
import type { Actions } from '../host/feature.ts'
import { groupingWords } from './words.ts'

export const groupingActions: Actions = {
  stores: ({ ui }) => [ui.selection],
  list: ({ model, shell }) => [
    {
      id: 'moveToGroup',
      label: groupingWords.t('open'),
      icon: <FolderInput />,
      keys: 'M',
      section: 'content',
      inMenu: false,
      isPossible: notesToRegroup(model).length > 0,
      run: () => chooseGroup(model),
    },
    {
      id: 'sorting',
      label: sortingWords.t('open'),
      icon: <Shapes />,
      section: 'content',
      inMenu: true,
      isPossible: model.may(Operation.gatherNote),
      run: () => shell.drawer.set(sortingDrawer),
    },
    {
      id: 'cloud',
      label: sortingWords.t('cloudOpen'),
      icon: <WholeWord />,
      section: 'content',
      inMenu: true,
      isPossible: true,
      run: () => shell.open(cloudDialog),
    },
  ],
}
