import { MonitorSmartphone } from 'lucide-react'
import { may } from '#shared/activities/policy.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { devicesDialog } from './devices-entry.ts'
import { devicesWords } from './words.ts'

export const devicesActions: Actions = {
  list: ({ model, shell, isWaiting }) => [
    {
      id: 'devices',
      label: devicesWords.t('heading'),
      icon: <MonitorSmartphone />,
      section: 'self',
      inMenu: true,
      isPossible: may(model.role, Operation.manageDevices) && !isWaiting,
      run: () => shell.open(devicesDialog),
    },
  ],
}
