import type { ClientActivity } from '../../panels/host/activity.ts'

/** The end of the day: the next date, what one has committed to, and the parking lot. */
export const close: ClientActivity = {
  name: 'close',
}
