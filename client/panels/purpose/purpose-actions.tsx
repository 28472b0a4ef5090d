import { Compass } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { purposeWords } from './words.ts'
import { dialog } from '../host/entries.tsx'

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

const purposeDialog = dialog(async () => (await import('./purpose-dialog.tsx')).PurposeDialog)
