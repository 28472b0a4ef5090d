import { defineActivity } from '../../commands/define-activity.ts'
import { groupsAccount } from '../../report/groups-account.ts'

export const name = defineActivity({
  commands: [],
  refusals: {},
  open: async () => ({}),
  account: groupsAccount,
})
