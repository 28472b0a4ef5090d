import type { ClientActivity } from '../../panels/host/activity.ts'
import { NoTask } from '../../panels/host/no-task.tsx'
import { readFirstWords } from './first-words.ts'

/** People read in silence. */
export const read: ClientActivity = {
  name: 'read',
  step: {
    Task: NoTask,
    isAboveNotes: true,
    beginLabel: () => readFirstWords.t('begin'),
    showsDone: true,
  },
}
