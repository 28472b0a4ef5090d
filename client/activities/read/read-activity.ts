import type { ClientActivity } from '../../panels/host/activity.ts'

/** People read in silence. */
export const read: ClientActivity = { name: 'read' }
