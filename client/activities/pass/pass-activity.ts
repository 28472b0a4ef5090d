import type { ClientActivity } from '../../panels/host/activity.ts'

/** Everybody builds on a text that another person wrote in private. */
export const pass: ClientActivity = {
  name: 'pass',
}
