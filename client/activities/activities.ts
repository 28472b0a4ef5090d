import type { AskingName } from '#shared/activities/declared.ts'
import * as shared from '#shared/activities/registry.ts'
import type { ActivityName } from '#shared/activities/types.ts'
import type { ClientActivity, Feature } from '../panels/host/feature.ts'
import { lateScenes } from '../panels/host/step-scene.ts'
import * as registry from './registry.ts'

/** The compiler names an activity that has no client part. */
const written: Readonly<Record<Exclude<ActivityName, AskingName>, ClientActivity>> = registry

const entryOf = lateScenes(async () => import('./scenes.ts'))

/** The client's part of every activity: those with code before the first paint, then those that ask. */
export const activities = Object.values<ClientActivity>({
  ...written,
  ...Object.fromEntries(
    Object.entries(shared).flatMap(([name, activity]) =>
      'asks' in activity ? [[name, { name, stageKind: activity.stage }]] : [],
    ),
  ),
}).map((activity): Feature => ({
  ...activity,
  step: entryOf(activity.name),
  // Each list is one file: of all activities, and when the first of them is needed.
  stepEditor: async () => (await import('./step-editors.ts')).stepEditors[activity.name],
  announcer: async () => (await import('./announcers.ts')).announcers[activity.name],
  ghost: async () => (await import('./ghosts.ts')).ghosts[activity.name],
}))
