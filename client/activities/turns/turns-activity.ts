import type { ClientActivity } from '../../panels/host/activity.ts'

/** One person after the other speaks; all others note a word worth keeping. */
export const turns: ClientActivity = {
  name: 'turns',
}
