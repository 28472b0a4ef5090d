import { createContext, useContext } from 'react'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Feature } from '../host/feature.ts'

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
