import type { AskingName } from '#shared/activities/declared.ts'
import type { ActivityName } from '#shared/activities/types.ts'
import type { Json } from '#shared/board/activities.ts'
import { originIn, originItem, successorsIn } from '#shared/board/origin.ts'
import { asked, askingActivities } from '../asking/activity.ts'
import { defineActivity, type RegisteredActivity } from '../commands/define-activity.ts'
import * as registry from './registry.ts'

/** The names of the boards before and after this one, as files keep them. It has no commands: routes write it. */
const originKept = defineActivity({
  commands: [],
  refusals: {},
  open: async () => ({}),
  kept: (state) => {
    const from = originIn(state)
    const items = [
      ...(from ? [[originItem, from] as const] : []),
      ...successorsIn(state).map((successor, index) => [`to-${index}`, successor] as const),
    ]
    return items.length > 0
      ? { items: Object.fromEntries(items) as unknown as Record<string, Json> }
      : undefined
  },
})

/** The compiler names an activity that has no server part. */
const written: Readonly<Record<Exclude<ActivityName, AskingName>, RegisteredActivity>> = registry

/** The server's part of every activity: those with code of their own, those that ask, and what they have in common. */
export const activities: Readonly<Record<string, RegisteredActivity>> = {
  ...askingActivities,
  ...written,
  asked,
  origin: originKept,
}
