import { useStore } from '@nanostores/react'
import { createContext, useContext } from 'react'
import type { PolicyOperation } from '#shared/activities/policy.ts'
import type { Asking } from '../../model/http/api.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Shell } from './shell.ts'

interface OpenBoard {
  readonly model: BoardModel
  readonly shell: Shell
  /** What this person asks the server with, over HTTP. */
  readonly asking: Asking
  /** Looks on only until the server can let this person in. */
  readonly isWaiting: boolean
}

export const BoardContext = createContext<OpenBoard | null>(null)

export function useBoard(): OpenBoard {
  const open = useContext(BoardContext)
  if (!open) throw new Error('useBoard needs a BoardContext around it')
  return open
}

/** Asks the table of rights for the board as it is now, so that what is not possible is not shown. */
export function useMay(operation: PolicyOperation, id?: string): boolean {
  const { model } = useBoard()
  useRights()
  return model.may(operation, id)
}

/** Rights depend on the board's version, on how people write, on limits and locks, and on the link: whoever asks `model.may` renders anew when they change. */
export function useRights(): void {
  const { model } = useBoard()
  useStore(model.meta)
  useStore(model.writing)
  useStore(model.rights)
  useStore(model.locked)
  useStore(model.ending)
}
