import type { ClientActivity } from '../../panels/host/activity.ts'

/** People put notes that belong together into groups. */
export const group: ClientActivity = {
  name: 'group',
  stageKind: 'board',
}
