import { isColumnAlone } from '../host/column.ts'
import type { OpenBoard } from '../host/feature.ts'
import { lookAt, uncoverBoard } from '../host/look-at.ts'
import { t } from '../../i18n/i18n.ts'
import { boardWords } from './words.ts'

/** Moves the view where the facilitator brings everyone, with a message. Following somebody ends. Returns its own undo. */
export function followGathering(board: OpenBoard): () => void {
  const { model, shell } = board
  return model.presence.onGather((view, from) => {
    if (from === model.me.get().id) return
    model.ui.following.set(null)
    const look = () => {
      uncoverBoard(shell)
      lookAt(model.camera, view, { maxZoom: 8, isCentred: true })
    }
    // Hundreds of pages in a column would load the canvas at once.
    const isAsked = isColumnAlone(board)
    if (!isAsked) look()
    model.notices.show({
      text: boardWords.t(isAsked ? 'pointedOut' : 'gathered'),
      tone: 'plain',
      ...(isAsked && { action: { label: t('phone.show'), run: look } }),
    })
  })
}
