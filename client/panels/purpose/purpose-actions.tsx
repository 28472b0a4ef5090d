import { Compass } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { purposeDialog } from './purpose-entry.ts'
import { purposeWords } from './words.ts'

export const purposeActions: Actions = {
  stores: ({ adoptions }) => [adoptions],
  list: ({ model, shell }) => [
    {
      id: 'purpose-page',
      label: purposeWords.t('heading'),
      icon: <Compass />,
      section: 'past',
      inMenu: true,
      isPossible: model.adoptions.get().length > 0 && model.may(Operation.publishPurpose),
      isTakenHome: true,
      run: () => shell.open(purposeDialog),
    },
  ],
}
