import { Compass } from 'lucide-react'
import { ActionSection, type Actions } from '../../panels/host/feature.ts'
import { purposeDialog } from './purpose-entry.ts'
import { consentWords } from './words.ts'

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
