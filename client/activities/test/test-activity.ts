import type { ClientActivity } from '../../panels/host/activity.ts'

/** A sentence is put to the test: under other names, by its opposite, or in words. */
export const test: ClientActivity = {
  name: 'test',
}
