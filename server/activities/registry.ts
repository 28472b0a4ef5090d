import { defineActivity } from '../commands/define-activity.ts'
import { groupsAccount } from '../report/groups-account.ts'

/** The server's part of every activity, by its name. One line adds one. */
export { aside } from './aside/activity.ts'
export { close } from './close/activity.ts'
export { consent } from './consent/activity.ts'
export { form } from './form/activity.ts'
export { grid } from './grid/activity.ts'
export { map } from './map/activity.ts'
export { pass } from './pass/activity.ts'
export { principles } from './principles/activity.ts'
export { read } from './read/activity.ts'
export { reveal } from './reveal/activity.ts'
export { rewrite } from './rewrite/activity.ts'
export { test } from './test/activity.ts'
export { turns } from './turns/activity.ts'
export { vote } from './vote/activity.ts'
export { write } from './write/activity.ts'

export const group = defineActivity({
  commands: [],
  refusals: {},
  open: async () => ({}),
  account: groupsAccount,
})

export const name = defineActivity({
  commands: [],
  refusals: {},
  open: async () => ({}),
  account: groupsAccount,
})

export const talk = defineActivity({ commands: [], refusals: {}, open: async () => ({}) })
