import type { ClientActivity } from '../../panels/host/activity.ts'

/** Everyone for whom the team’s work changes something, on three rings, and what they need. */
export const map: ClientActivity = {
  name: 'map',
  stageKind: 'gallery',
}
