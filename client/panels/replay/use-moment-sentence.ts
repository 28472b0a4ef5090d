import { useCallback } from 'react'
import type { ReplayBoard } from '#shared/board/replay.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { FilmMoment, MomentKind } from '../../model/replay/replay-film.ts'
import { useBoard } from '../host/board-context.tsx'
import { replayScenesOf } from './replay-scenes.ts'
import { replayWords } from './words.ts'

/** Moments of no activity. */
const ownMoments = ['demand', 'removal', 'restore', 'gap'] as const satisfies readonly MomentKind[]

/** The sentence for a moment: an activity's for its own moments, the replay's for others. */
export function useMomentSentence(): (moment: FilmMoment, board: Pick<ReplayBoard, 'rounds'>) => string {
  const t = useWords(replayWords)
  const { features } = useBoard()
  return useCallback(
    (moment, board) => {
      for (const scene of replayScenesOf(features)) {
        const sentence = scene.sentence(moment, board)
        if (sentence !== undefined) return sentence
      }
      const own = ownMoments.find((kind) => kind === moment.kind)
      return own ? t(`moment.${own}`) : ''
    },
    [t, features],
  )
}
