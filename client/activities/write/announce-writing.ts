import type { Announcer } from '../../panels/host/feature.ts'
import { toldReveal } from './follow-writing.ts'
import { writeWords } from './words.ts'

/** Says that private writing begins or ends, and how much is shown. On a board without an agenda the reveal has its message. */
export const announceWriting: Announcer = (board, say) => {
  const { model } = board
  const stops = [
    model.writing.listen(({ mode }, before) => {
      if (mode === before?.mode) return
      if (mode === 'private') say(writeWords.t('heardBegin'))
      else say(writeWords.t('heardEnd'))
    }),
    model.reveals.onReveal((ids) => {
      if (ids.length > 0 && model.agenda.get() !== null) say(toldReveal(board, ids))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
