import type { Json } from '#shared/board/activities.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import type { ReadKeptStates } from '../report/board-import.ts'
import { activities } from './activities.ts'

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
