import type { ClientActivity } from '../../panels/host/activity.ts'

/** People listen and speak. Breaks, too. */
export const talk: ClientActivity = {
  name: 'talk',
  isTaskAboveNotes: true,
}
