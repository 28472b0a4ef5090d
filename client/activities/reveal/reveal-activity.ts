import type { ClientActivity } from '../../panels/host/activity.ts'
import { NoTask } from '../../panels/host/no-task.tsx'
import { revealFirstWords } from './first-words.ts'

/** Everybody watches the notes of private writing appear at once. */
export const reveal: ClientActivity = {
  name: 'reveal',
  step: {
    Task: NoTask,
    isAboveNotes: true,
    beginLabel: () => revealFirstWords.t('begin'),
    showsDone: false,
  },
}
