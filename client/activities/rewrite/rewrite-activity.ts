import type { ClientActivity } from '../../panels/host/activity.ts'

/** People rewrite a few statements together, and keep versions of them. */
export const rewrite: ClientActivity = {
  name: 'rewrite',
  stageKind: 'gallery',
}
