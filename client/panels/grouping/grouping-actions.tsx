import { FolderInput } from 'lucide-react'
import { chooseGroup, notesToRegroup } from '../../tools/regroup.ts'
import type { Actions } from '../host/feature.ts'
import { groupingWords } from './words.ts'

export const groupingActions: Actions = {
  stores: ({ ui }) => [ui.selection],
  list: ({ model }) => [
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
  ],
}
