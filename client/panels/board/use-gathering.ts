import { useEffect } from 'react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { lookAt, uncoverBoard } from '../host/look-at.ts'
import { useBoard } from '../host/board-context.tsx'

/** Moves the view where the facilitator brings everyone, with a message. Following somebody ends. */
export function useGathering(): void {
  const t = useCommonWords()
  const { model, shell } = useBoard()
  useEffect(
    () =>
      model.presence.onGather((view, from) => {
        if (from === model.me.get().id) return
        model.ui.following.set(null)
        uncoverBoard(shell)
        lookAt(model.camera, view, { maxZoom: 8, isCentred: true })
        model.notices.show({ text: t('board.gathered'), tone: 'plain' })
      }),
    [model, shell, t],
  )
}
