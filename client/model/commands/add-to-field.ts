import { areaIdFor, originIn } from '#shared/board/area.ts'
import * as notes from '#shared/board/note.ts'
import { stepGap } from '#shared/geometry/area.ts'
import { slotsIn } from '#shared/geometry/area-slots.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { columnsForPage, packRows } from '#shared/geometry/packing.ts'
import type { Point, Size } from '#shared/geometry/rect.ts'
import { isParked, parkingLot } from '#shared/board/parking-lot.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardCommands, NoteMove } from '../contract/board-commands.ts'
import type { Plan } from '../view/plan.ts'
import type { SceneNote } from '../document/scene.ts'
import type { Workplace } from './command-context.ts'
import { fitted } from './notices.ts'

/** The step and field of a new note: those of the area in which it is put. */
export function originOf({ scene }: Pick<Workplace, 'scene'>, plan: Plan, id: string): notes.NoteOrigin {
  const area = plan.areaOf(id)
  return area === null ? {} : originIn(scene.areas.get(area))
}

/** The step and field of the area that is there. */
export function originAt({ scene }: Workplace, at: Point): notes.NoteOrigin {
  return originIn(scene.areaAt(at))
}

/** Adds notes to a field of a step, in the next free places of its area. */
export function addInField(
  at: Workplace,
  field: notes.NoteOrigin,
  wanted: Parameters<BoardCommands['addToField']>[1],
): readonly string[] {
  const { me, scene, ui } = at
  const texts = fitted(
    wanted.map(({ text }) => text),
    at,
  )
  const ids = wanted.map(() => notes.newId())
  const created = at.now()
  const plan = at.order.plan()
  const area = areaOfField(at, field)
  for (const [index, spot] of spotsIn(scene, area, ids.map(squareOf)).entries())
    plan.offer(ids[index] ?? '', spot, area)
  return at.order.step(plan, (doc) => {
    let z = notes.topOf(doc)
    for (const [index, { tint, kind, blanks, from, photo }] of wanted.entries()) {
      const id = ids[index] ?? ''
      notes.addNote(doc, {
        id,
        ...plan.placeOf(id),
        z: (z += 1),
        author: me.get().id,
        created,
        tint: tint ?? (kind && notes.kindTints[kind]) ?? ui.tint.get(),
        text: texts[index] ?? '',
        ...(kind && { kind }),
        ...field,
        ...(blanks && { blanks }),
        ...(from && { from }),
        ...(photo && { photo }),
      })
    }
    return ids
  })
}

/** At tables the area of this person's own one. Null: the field has no area. */
function areaOfField({ scene, rights }: Workplace, field: notes.NoteOrigin): string | null {
  const all = [areaIdFor(field, rights.ownTable()), areaIdFor(field)]
  return all.find((id) => id !== null && scene.areas.has(id)) ?? null
}

const squareOf = (): Size => ({ width: noteSide, height: noteSide })

/**
 * The next free places of an area, for notes of these sizes. Without it: above everything. The areas of a step come right
 * of everything, and may be on their way: the ground of another table would refuse the notes.
 */
function spotsIn(scene: Workplace['scene'], id: string | null, sizes: readonly Size[]): readonly Point[] {
  const area = id === null ? undefined : scene.areas.get(id)
  if (area) {
    const there = [...scene.notesIn(area.rect), ...scene.clustersIn(area.rect)].map(({ rect }) => rect)
    return slotsIn(area, sizes, there)
  }
  const { places, height } = packRows(sizes, columnsForPage(sizes))
  const { x, y } = scene.bounds() ?? { x: 0, y: 0 }
  const from = { x, y: y - stepGap - height }
  return places.map((place) => ({ x: from.x + place.x, y: from.y + place.y }))
}

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
