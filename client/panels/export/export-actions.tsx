import { Download } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { exportDialog } from './export-entry.ts'
import { exportWords } from './words.ts'

export const exportActions: Actions = {
  list: ({ model, shell }) => [
    {
      id: 'export',
      label: exportWords.t('open'),
      icon: <Download />,
      section: 'past',
      inMenu: true,
      isPossible: model.may(Operation.exportBoard),
      isTakenHome: true,
      run: () => shell.open(exportDialog),
    },
  ],
}
