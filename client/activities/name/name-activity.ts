import type { ClientActivity } from '../../panels/host/activity.ts'

/** People find a sentence for each group. */
export const name: ClientActivity = {
  name: 'name',
  stageKind: 'gallery',
}
