import type { ClientActivity } from '../../panels/host/activity.ts'

/** People read in silence, ask to understand, and merge notes that say the same thing. */
export const read: ClientActivity = {
  name: 'read',
  stageKind: 'gallery',
}
