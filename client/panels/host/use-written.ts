import { useStore } from '@nanostores/react'
import { useCallback } from 'react'
import { findStep, type PlacedStep } from '#shared/agenda/steps.ts'
import type { StepPath, Template } from '#shared/agenda/template.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from './board-context.tsx'
import { useSceneFact } from './use-scene.ts'
import { useForeignAreas } from './table-items.ts'

/** So many notes are aimed at. */
export interface Aim {
  /** The step to which the notes belong. */
  readonly path: StepPath
  readonly target: number
}

/** What a step aims at; in a pass, what the step aims at whose notes go round. */
export function aimOf(template: Template, { step, path }: PlacedStep): Aim | undefined {
  if (step.makes?.target !== undefined) return { path, target: step.makes.target }
  const from = step.writing === 'private' && step.makes === undefined ? step.input?.[0]?.from : undefined
  const target = from === undefined ? undefined : findStep(template, from)?.step.makes?.target
  return from === undefined || target === undefined ? undefined : { path: from, target }
}

/**
 * Number of the notes of a step, and those that their authors still write in private. Null: nobody counts these, or no field
 * is named in which they are.
 */
export function useWritten(path: StepPath, field?: string): number | null {
  const { model } = useBoard()
  const isPrivate = useStore(model.writing).mode === 'private'
  const { [path]: inPrivate } = useStore(model.writtenInPrivate)
  const isForeign = useForeignAreas()
  const read = useCallback(
    ({ notes }: BoardModel['scene']) => {
      let there = 0
      for (const note of notes.values()) {
        const isHere = note.step === path && (field === undefined || note.field === field)
        if (isHere && !isForeign(note.area) && !isParked(note)) there += 1
      }
      return there
    },
    [path, field, isForeign],
  )
  const onBoard = useSceneFact(model.scene, read)
  if (!isPrivate) return onBoard
  return inPrivate === undefined || field !== undefined ? null : onBoard + inPrivate
}
