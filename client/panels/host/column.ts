import { useStore } from '@nanostores/react'
import { createContext, use } from 'react'
import { atom } from 'nanostores'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { isPhone } from '../../style/phone.ts'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { useBoard } from './board-context.tsx'
import type { OpenBoard, Shell } from './feature.ts'
import type { StageKind } from './scenes.ts'

/** The kind of stage around a part. Null: it stands in none, as in a drawer or on a phone. */
export const OnStage = createContext<StageKind | null>(null)

/**
 * The task, or the list of notes, stands in one column: on a phone, in a sheet, and in a crowd until this person opens the
 * board.
 */
export function useInColumn(): boolean {
  const isPhone = useMedia(phoneQuery)
  const isAlone = useColumnAlone()
  return use(OnStage) === 'sheet' || isPhone || isAlone
}

/** In a crowd, until this person opens the board: the page has no canvas, nor what stands on one. */
export function useColumnAlone(): boolean {
  const { model, shell } = useBoard()
  const isInCrowd = useStore(model.inColumn)
  const isListShown = useStore(shell.columnView) === 'list'
  return isInCrowd && isListShown
}

/** The same for code outside React. */
export function isInColumn(board: Pick<OpenBoard, 'model' | 'shell'>): boolean {
  return isPhone() || isColumnAlone(board)
}

export function isColumnAlone({ model, shell }: Pick<OpenBoard, 'model' | 'shell'>): boolean {
  return model.inColumn.get() && shell.columnView.get() === 'list'
}

/** Brings the task of a phone in front of the board. At a desk it stands beside the board. */
export function bringTask({ columnView }: Shell): void {
  if (isPhone()) columnView.set('list')
}

/** This person looks at the board in a step that has a stage in its place. */
export const isStageAside = atom(false)

/** This person has opened or folded the column beside the stage, on this screen. Null: neither yet. */
export const isColumnOpen = atom<boolean | null>(null)

/** The column stands beside the stage now. */
export const isColumnShown = atom(false)

/** The step that this person's page still shows, for they have begun words there; null: the step of the group. */
export const heldStep = atom<Agenda | null>(null)

/** This person sees the outline of the board beside it. */
export const isOutlineOpen = atom(false)

/** Shows or folds the outline. It stands beside the board: a stage in the place of the board goes aside. */
export function switchOutline(isStageShown: boolean): void {
  isOutlineOpen.set(isStageShown || !isOutlineOpen.get())
  if (isStageShown) isStageAside.set(true)
}
