import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { stepPathIn } from '#shared/board/id.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { areasOfStep } from './areas-of-step.ts'
import { useBoard } from './board-context.tsx'
import { useSceneFact } from './use-scene.ts'

/** The part of a note or a group that says to which step it belongs. */
export interface StepThing {
  readonly area: string | null
  readonly step?: string
}

/**
 * Tells the notes and groups that the running step is about: those in its areas, and its notes that lie outside. Without areas
 * all of the board.
 */
export function ofStep(
  agenda: Agenda | null,
  areas: BoardModel['scene']['areas'],
): (thing: StepThing) => boolean {
  const ids = areasOfStep(agenda, areas)
  if (!ids) return () => true
  const steps = new Set([...ids].map(stepPathIn))
  return ({ area, step }) =>
    (area !== null && ids.has(area)) || (step === undefined ? area === null : steps.has(step))
}

/** A new function when another step runs or its areas arrive, so that lists are read again. */
export function useOfStep(): (thing: StepThing) => boolean {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const known = useSceneFact(model.scene, ({ areas }) => areas.size)
  // The areas are a live map: their number tells when to look again.
  return useMemo(() => (known === 0 ? () => true : ofStep(agenda, model.scene.areas)), [agenda, model, known])
}
