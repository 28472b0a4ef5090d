import { useStore } from '@nanostores/react'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { findStep, type PlacedStep } from '#shared/agenda/steps.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from './board-context.tsx'

/** True while a step of an agenda runs: it shows what else would have a bar and buttons of its own. */
export function isLed({ agenda }: Pick<BoardModel, 'agenda'>): boolean {
  return agenda.get()?.now.state === AgendaState.running
}

export function useIsLed(): boolean {
  const { model } = useBoard()
  return useStore(model.agenda)?.now.state === AgendaState.running
}

/** The board has an agenda that is not over: it says when people write, reveal and vote. */
export function isPlanned({ agenda }: Pick<BoardModel, 'agenda'>): boolean {
  const now = agenda.get()
  return now !== null && now.now.state !== AgendaState.ended
}

/** The step that runs; undefined while none does. */
export function runningStep({ agenda }: Pick<BoardModel, 'agenda'>): PlacedStep | undefined {
  const now = agenda.get()
  return now?.now.state === AgendaState.running ? findStep(now.template, now.now.step) : undefined
}
