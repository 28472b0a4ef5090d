import { useCallback } from 'react'
import type { ReplayBoard } from '#shared/board/replay.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { FilmMoment } from '../../model/replay/replay-film.ts'
import { useBoard } from '../host/board-context.tsx'

/** The sentence for a moment: an activity's for its own moments, the replay's for others. */
export function useMomentSentence(): (moment: FilmMoment, board: Pick<ReplayBoard, 'rounds'>) => string {
  const { t } = useTranslation()
  const { features } = useBoard()
  return useCallback(
    (moment, board) => {
      for (const { replay } of features) {
        const sentence = replay?.sentence(t, moment, board)
        if (sentence !== undefined) return sentence
      }
      return t(`replay.moment.${moment.kind}`)
    },
    [t, features],
  )
}
