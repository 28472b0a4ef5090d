import { useStore } from '@nanostores/react'
import { useCallback, useMemo } from 'react'
import { findStep, type PlacedStep } from '#shared/agenda/steps.ts'
import type { StepPath, Template, Step } from '#shared/agenda/template.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import type { ActivityStep } from '#shared/agenda/activity.ts'
import { isOfOtherTable, type Seat } from '#shared/board/tables.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import * as activities from '#shared/activities/registry.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from './board-context.tsx'
import { useSceneFact } from './use-scene.ts'

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

/** A note or a group that a table may hand up. */
export interface TableItem {
  readonly id: string
  readonly words: string
}

const byName: Readonly<Record<string, { readonly step?: ActivityStep }>> = activities

/** The groups of a table in a step that makes groups; in others its notes. In reading order, without empty ones. */
export function itemsOfTable(
  { notes, clusters }: Pick<BoardModel['scene'], 'notes' | 'clusters'>,
  { activity }: Pick<Step, 'activity'>,
  seat: Seat,
): readonly TableItem[] {
  const isThere = ({ area }: { readonly area: string | null }) => isAtTable(area, seat)
  const things =
    byName[activity]?.step?.makes === 'clusters'
      ? [...clusters.values()].map((cluster) => ({
          ...cluster,
          words: cluster.title.trim() || cluster.firstWords,
        }))
      : [...notes.values()].map((note) => ({ ...note, words: note.text }))
  const there = things.filter((thing) => thing.words.trim() !== '' && isThere(thing))
  return inReadingOrder(there, ({ rect }) => rect).map(({ id, words }) => ({ id, words }))
}

/** True for an area of this table in this phase. */
export function isAtTable(area: string | null, seat: Seat): boolean {
  return area?.split('/').length === 4 && !isOfOtherTable(area, seat)
}

/** True for an area of another table. A new function when this person's table changes, so that lists are read again. */
export function useForeignAreas(): (area: string | null) => boolean {
  const { model } = useBoard()
  const now = useStore(model.tables)
  return useMemo(() => (area) => now !== null && model.isForeign(area), [model, now])
}
