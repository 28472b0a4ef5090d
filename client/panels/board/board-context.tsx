import { useStore } from '@nanostores/react'
import { createContext, useContext } from 'react'
import type { Operation } from '#shared/workshop/policy.ts'
import type { Asking } from '../../model/api.ts'
import type { BoardModel } from '../../model/board-model.ts'
import type { Shell } from './shell.ts'

interface OpenBoard {
  readonly model: BoardModel
  readonly shell: Shell
  /** What this person asks the server with, over HTTP. */
  readonly asking: Asking
}

export const BoardContext = createContext<OpenBoard | null>(null)

export function useBoard(): OpenBoard {
  const open = useContext(BoardContext)
  if (!open) throw new Error('useBoard needs a BoardContext around it')
  return open
}

/** Asks the table of rights for the board as it is now, so that what is not possible is not shown. */
export function useMay(operation: Operation): boolean {
  const { model } = useBoard()
  // Rights depend on how people write: read here so that a switch renders anew.
  useStore(model.writing)
  return model.may(operation)
}
