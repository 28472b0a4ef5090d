import { areaIdFor } from '#shared/board/area.ts'
import { isParked, parkingLot } from '#shared/board/parking-lot.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { NoteMove } from '../contract/board-commands.ts'
import type { SceneNote } from '../document/scene.ts'
import { spotsIn } from './add-to-field.ts'
import type { Workplace } from './command-context.ts'

/** Places in the parking lot for those of these notes that this person may park. */
export function movesIntoLot(at: Workplace, ids: readonly string[]): readonly NoteMove[] {
  if (!at.scene.areas.has(parkingLot)) return []
  const going = movableAmong(at, ids).filter((note) => !isParked(note))
  return movesTo(at, parkingLot, going)
}

/** Places in the areas of their fields for parked notes; beside everything for those without such an area. */
export function movesOutOfLot(at: Workplace, ids: readonly string[]): readonly NoteMove[] {
  const { scene } = at
  const going = movableAmong(at, ids).filter(isParked)
  const homes = Map.groupBy(going, (note) => {
    const home = areaIdFor(note)
    return home !== null && home !== parkingLot && scene.areas.has(home) ? home : null
  })
  return [...homes].flatMap(([home, together]) => movesTo(at, home, together))
}

function movesTo(
  { scene }: Workplace,
  area: string | null,
  going: readonly SceneNote[],
): readonly NoteMove[] {
  const sizes = going.map(({ rect: { width, height } }) => ({ width, height }))
  return spotsIn(scene, area, sizes).map(({ x, y }, index) => ({ id: going[index]?.id ?? '', x, y }))
}

/** The notes that this person may move, out of their groups, too. */
function movableAmong({ scene, can, rights }: Workplace, ids: readonly string[]): readonly SceneNote[] {
  const notes = ids.flatMap((id) => scene.notes.get(id) ?? [])
  return notes.filter(
    ({ id, cluster }) =>
      can(Operation.placeNote, id) && (cluster === null || rights.gatherable([id], null).length > 0),
  )
}
