import type { ClientActivity } from '../../panels/host/activity.ts'

/** People answer some questions alone, also days before the workshop. */
export const form: ClientActivity = {
  name: 'form',
}
