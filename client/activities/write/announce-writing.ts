import type { Announcer } from '../../panels/host/feature.ts'
import { writeWords } from './words.ts'

/** Says that private writing begins or ends, and how much is shown. On a board without an agenda the reveal has its message. */
export const announceWriting: Announcer = ({ model }, say) => {
  const stops = [
    model.writing.listen(({ mode }, before) => {
      if (mode === before?.mode) return
      if (mode === 'private') say(writeWords.t('heardBegin'))
      else say(writeWords.t('heardEnd'))
    }),
    model.reveals.onReveal(({ length: count }) => {
      if (count > 0 && model.agenda.get() !== null) say(writeWords.t('revealed', { count }))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
