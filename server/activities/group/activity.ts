import { defineActivity } from '../../commands/define-activity.ts'
import { groupsAccount } from '../../report/groups-account.ts'

export const group = defineActivity({
  commands: [],
  refusals: {},
  open: async () => ({}),
  account: groupsAccount,
})
