import type { ClientActivity } from '../../panels/host/activity.ts'

/** Everybody watches the notes of private writing appear at once. */
export const reveal: ClientActivity = {
  name: 'reveal',
  stageKind: 'gallery',
  isTaskAboveNotes: true,
}
