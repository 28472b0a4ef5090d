import type { ClientActivity } from '../../panels/host/activity.ts'

/** How people will work on their purpose: written alone, then together, then four to seven are kept. */
export const principles: ClientActivity = {
  name: 'principles',
}
