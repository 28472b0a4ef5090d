import type { ClientActivity } from '../panels/host/activity.ts'
import { vote } from './vote/vote-activity.tsx'
import { write } from './write/write-activity.tsx'

type ActivityName = 'vote' | 'write'

/** Every activity's client side. Only this file imports them. */
export const activities = { vote, write } satisfies Record<ActivityName, ClientActivity>
