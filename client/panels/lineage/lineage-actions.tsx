import { GitFork, Sprout } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { ideasDialog, originDialog } from './lineage-entry.ts'
import { lineageWords } from './words.ts'

export const lineageActions: Actions = {
  stores: ({ adoptions }) => [adoptions],
  list: ({ model, shell }) => [
    {
      id: 'purposeOrigin',
      label: lineageWords.t('purposeOrigin'),
      icon: <GitFork />,
      section: 'content',
      inMenu: true,
      isPossible: model.adoptions.get().length > 0,
      run: () => shell.open(originDialog),
    },
    {
      id: 'ideas',
      label: lineageWords.t('ideas'),
      icon: <Sprout />,
      section: 'self',
      inMenu: true,
      isPossible: model.may(Operation.keepDesk),
      run: () => shell.open(ideasDialog),
    },
  ],
}
