import type { AskingName } from '#shared/activities/declared.ts'
import type { ActivityName } from '#shared/activities/types.ts'
import { originKept } from './origin.ts'
import { asked, askingActivities } from '../asking/activity.ts'
import type { RegisteredActivity } from '../commands/define-activity.ts'
import * as registry from './registry.ts'

/** The compiler names an activity that has no server part. */
const written: Readonly<Record<Exclude<ActivityName, AskingName>, RegisteredActivity>> = registry

/** The server's part of every activity: those with code of their own, those that ask, and what they have in common. */
export const activities: Readonly<Record<string, RegisteredActivity>> = {
  ...askingActivities,
  ...written,
  asked,
  origin: originKept,
}
