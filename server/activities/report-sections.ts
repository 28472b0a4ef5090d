import * as shared from '#shared/activities/registry.ts'
import type { ActivityStep } from '#shared/agenda/activity.ts'
import type { Json } from '#shared/board/activities.ts'
import { accountOf, type AccountingActivity, type ReportActivities } from '../board-file/account.ts'
import type { BoardSnapshot, SnapshotNote } from '../board-file/snapshot.ts'
import type { ReadKeptStates } from '../report/board-import.ts'
import { activities } from './activities.ts'

const steps: readonly (readonly [string, { readonly step?: ActivityStep }])[] = Object.entries(shared)

const accounting: Readonly<Record<string, AccountingActivity>> = Object.fromEntries(
  steps.map(([name, { step }]) => [
    name,
    { makes: step?.makes ?? null, result: activities[name]?.account?.result },
  ]),
)

/** The parts of a report that the activities know. */
export const reportActivities: ReportActivities = {
  sectionsOf: (board, facts) =>
    Object.values(activities).flatMap(({ section }) => section?.(board, facts) ?? []),
  accountOf: (board, facts) => accountOf(board, facts, accounting),
  keptStates,
  printable: withoutKeptPhotos,
  blocksOf: ({ activity, result }, board, facts) =>
    (result && activities[activity]?.account?.blocks(result, board, facts)) ?? [],
}

const keepers = Object.entries(activities)

/** The states that activities keep in a file of this board. */
export function keptStates({ activities: states }: Pick<BoardSnapshot, 'activities'>): Record<string, Json> {
  const kept = readKeptStates(states).map(([name, state]) => [
    name,
    'whole' in state ? state.whole : state.items,
  ])
  return Object.fromEntries(kept) as Record<string, Json>
}

/** Reads what a file has. Activities that this server does not know are left out. */
export const readKeptStates: ReadKeptStates = (states) =>
  keepers.flatMap(([name, { kept }]) => {
    const state = Object.hasOwn(states, name) ? kept?.(states[name]) : undefined
    return state ? [[name, state] as const] : []
  })

/** No report shows a photo that stays in the room. */
function withoutKeptPhotos(board: BoardSnapshot): BoardSnapshot {
  if (!board.notes.some(({ photo }) => photo?.isPrivate)) return board
  const notes = board.notes.map(({ photo, ...others }): SnapshotNote => {
    return photo && !photo.isPrivate ? { photo, ...others } : others
  })
  return { ...board, notes }
}
