import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import type { ActivityStep } from '#shared/agenda/activity.ts'
import type { Step } from '#shared/agenda/template.ts'
import { isOfOtherTable, type Seat } from '#shared/board/tables.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import * as activities from '#shared/activities/registry.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from './board-context.tsx'

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
      ? [...clusters.values()].map((cluster) => ({ ...cluster, words: cluster.title }))
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
