import { useStore } from '@nanostores/react'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { useBoard } from './board-context.tsx'
import type { OpenBoard, Shell } from './feature.ts'

/**
 * The page shows the task, or the list of notes, in one column: on a phone, and in a crowd until this person opens the
 * board. The task then has what stands on a stage at a desk.
 */
export function useInColumn(): boolean {
  const { model, shell } = useBoard()
  const isPhone = useMedia(phoneQuery)
  const isInCrowd = useStore(model.inColumn)
  const isListShown = useStore(shell.columnView) === 'list'
  return isPhone || (isInCrowd && isListShown)
}

/** The same for code outside React. */
export function isInColumn({ model, shell }: Pick<OpenBoard, 'model' | 'shell'>): boolean {
  return isPhone() || (model.inColumn.get() && shell.columnView.get() === 'list')
}

/** Brings the task of a phone in front of the board. At a desk it stands beside the board. */
export function bringTask({ columnView }: Shell): void {
  if (isPhone()) columnView.set('list')
}

export function isPhone(): boolean {
  return window.matchMedia(phoneQuery).matches
}
