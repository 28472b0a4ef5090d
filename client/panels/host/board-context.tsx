import { useStore } from '@nanostores/react'
import { createContext, useContext } from 'react'
import type { PolicyOperation } from '#shared/activities/policy.ts'
import type { OpenBoard } from './feature.ts'

export const BoardContext = createContext<OpenBoard | null>(null)

export function useBoard(): OpenBoard {
  const open = useContext(BoardContext)
  if (!open) throw new Error('useBoard needs a BoardContext around it')
  return open
}

/** Asks the table of rights for the board as it is now, so that only possible actions are shown. */
export function useMay(operation: PolicyOperation, id?: string): boolean {
  const { model } = useBoard()
  useRights()
  return model.may(operation, id)
}

/** Draws a component again when an answer of `model.may` can have changed. */
export function useRights(): void {
  const { model } = useBoard()
  useStore(model.meta)
  useStore(model.me)
  useStore(model.writing)
  useStore(model.rights)
  useStore(model.locked)
  useStore(model.agenda)
  useStore(model.ending)
}
