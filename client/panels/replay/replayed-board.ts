import { createContext, useContext, useCallback } from 'react'
import { wordsIn } from '#shared/agenda/fill.ts'
import type { Words } from '#shared/agenda/template.ts'
import type { ReplayBoard } from '#shared/board/replay.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Feature } from '../host/feature.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { FilmMoment, MomentKind } from '../../model/replay/replay-film.ts'
import { replayScenesOf } from './replay-scenes.ts'
import { replayWords } from './words.ts'

/** All that a replay knows of its board: an open one, or a file that has none. */
export interface ReplayedBoard {
  readonly features: readonly Feature[]
  readonly model: Pick<BoardModel, 'photos' | 'saving'>
}

export const ReplayedBoardContext = createContext<ReplayedBoard | null>(null)

export function useReplayedBoard(): ReplayedBoard {
  const board = useContext(ReplayedBoardContext)
  if (!board) throw new Error('a replay needs a ReplayedBoardContext around it')
  return board
}

/** Moments of no activity. */
const ownMoments = [
  'demand',
  'removal',
  'restore',
  'gap',
  'stepBegan',
  'agendaEnded',
] as const satisfies readonly MomentKind[]

/** The words in the language of the interface, or in the other one. */
function said(words: Words): string {
  return wordsIn(words, currentLanguage()).text
}

/** The sentence for a moment: an activity's for its own moments, the replay's for others. */
export function useMomentSentence(): (moment: FilmMoment, board: Pick<ReplayBoard, 'rounds'>) => string {
  const t = useWords(replayWords)
  const { features } = useReplayedBoard()
  return useCallback(
    (moment, board) => {
      for (const scene of replayScenesOf(features)) {
        const sentence = scene.sentence(moment, board)
        if (sentence !== undefined) return sentence
      }
      const own = ownMoments.find((kind) => kind === moment.kind)
      if (!own) return ''
      const { phase = {}, prompt = {} } = moment
      const words = own === 'stepBegan' ? { phase: said(phase), prompt: said(prompt) } : {}
      return t(`moment.${own}`, words)
    },
    [t, features],
  )
}
