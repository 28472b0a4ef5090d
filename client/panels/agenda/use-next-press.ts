import { useStore } from '@nanostores/react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { nextPress, type NextPress } from './next-press.ts'
import { useLead } from './use-agenda-view.ts'
import { agendaWords } from './words.ts'

/** The same for a component, which is drawn again with everything that it says. */
export function useNextPress(agenda: Agenda): NextPress | null {
  const board = useBoard()
  useWords(agendaWords)
  useLead(agenda)
  useStore(board.model.presence.count)
  useStore(board.model.stepBegun)
  return nextPress(board)
}
