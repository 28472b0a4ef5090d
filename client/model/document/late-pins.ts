import type { ReadableAtom } from 'nanostores'
import type { Agenda } from '#shared/agenda/agenda.ts'
import type { Step } from '#shared/agenda/template.ts'
import type { pinnedThings } from '#shared/board/step-inputs.ts'
import type { BoardDocument } from './board-document.ts'

type Read = typeof pinnedThings

const nothing: readonly string[] = []

/** The parts that a step shows beside its task. Only boards with an agenda need the code that finds them. */
export function latePins(board: BoardDocument, agenda: ReadableAtom<Agenda | null>) {
  let read: Read | undefined
  return {
    pinnedFor: (step: Step): readonly string[] => read?.(board.current(), agenda.get(), step) ?? nothing,
    loadPins: async (): Promise<void> => {
      read = (await import('#shared/board/step-inputs.ts')).pinnedThings
    },
  }
}
