import type { Announcer } from '../../panels/host/feature.ts'
import { writeWords } from './words.ts'

/** Says that private writing begins or ends. The reveal has its own message. */
export const announceWriting: Announcer = ({ model }, say) =>
  model.writing.listen(({ mode }, before) => {
    if (mode === before?.mode) return
    if (mode === 'private') say(writeWords.t('heardBegin'))
    else say(writeWords.t('heardEnd'))
  })
