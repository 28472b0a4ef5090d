import { Compass } from 'lucide-react'
import { dialog } from '../../panels/host/entries.tsx'
import { type Actions, ActionSection } from '../../panels/host/feature.ts'
import { consentWords } from './words.ts'

const purposeDialog = dialog(async () => (await import('./purpose-dialog.tsx')).PurposeDialog)

/** The adopted sentence, from the menu and the command palette. */
export const consentActions: Actions = {
  stores: ({ adoptions }) => [adoptions],
  list: ({ model, shell }) => [
    {
      id: 'purpose',
      label: consentWords.t('show'),
      icon: <Compass />,
      section: ActionSection.content,
      inMenu: true,
      isPossible: model.adoptions.get().length > 0,
      run: () => shell.open(purposeDialog),
    },
  ],
}
