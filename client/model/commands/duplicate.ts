import { addCluster } from '#shared/board/change-cluster.ts'
import * as notes from '#shared/board/note.ts'
import type { Point } from '#shared/geometry/rect.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { CopiedBoard } from '../document/copied-board.ts'
import type { Scene } from '../document/scene.ts'
import { originOf } from './add-to-field.ts'
import { byCluster, mostSettling } from './order.ts'
import type { Workplace } from './command-context.ts'

/** A note exactly on another would hide it, so it moves aside by this much, repeatedly. Board units. Not measured. */
export const aside = 24

/** True if a note is at exactly this corner. */
export function isTaken(scene: Pick<Scene, 'notesIn'>, { x, y }: Point): boolean {
  const near = { x: x - 1, y: y - 1, width: 2, height: 2 }
  return scene.notesIn(near).some((note) => note.x === x && note.y === y)
}

/** Copies these notes and clusters, moved by an offset; the copy of a single note stays in its cluster. */
export function duplicateAll(at: Workplace, ids: readonly string[], by: Point): readonly string[] {
  const copied = pickUp(at, ids)
  return putDown(at, copied, by, (note) => note.cluster)
}

/**
 * Collects the notes to copy, each once, and whole clusters with their notes. A cluster with every note selected is copied
 * as a whole, so that the copies stay grouped.
 */
export function pickUp({ scene }: Workplace, ids: readonly string[]): CopiedBoard {
  const wanted = new Set(ids)
  const clusters = [...scene.clusters.values()].filter(
    ({ id, members }) =>
      wanted.has(id) || (members.length > 1 && members.every((member) => wanted.has(member))),
  )
  const members = clusters.flatMap((cluster) => cluster.members)
  const chosen = new Set([...ids.filter((id) => scene.notes.has(id)), ...members])
  const copied = [...chosen].flatMap((id) => scene.notes.get(id) ?? []).sort((a, b) => a.z - b.z)
  const indexOf = new Map(copied.map(({ id }, index) => [id, index]))
  return {
    clusters: clusters.map(({ id, title, tint, isCollapsed }) => ({ id, title, tint, isCollapsed })),
    notes: copied.map(({ text, tint, kind, x, y, cluster, blanks, photo, form, size, arrows = [] }) => {
      const arrowsTo = arrows.flatMap((id) => indexOf.get(id) ?? [])
      return {
        text,
        tint,
        kind,
        x,
        y,
        cluster,
        ...(blanks && { blanks }),
        ...(photo && { photo }),
        ...(form && { form }),
        ...(size !== undefined && { size }),
        ...(arrowsTo.length > 0 && { arrowsTo }),
      }
    }),
  }
}

/** Adds copied notes as this person's own, in front; `clusterOf` gives a cluster to those whose own was not copied. */
export function putDown(
  at: Workplace,
  copied: CopiedBoard,
  by: Point,
  clusterOf: (note: CopiedBoard['notes'][number]) => string | null,
  put: (note: CopiedBoard['notes'][number], id: string) => void = () => undefined,
): readonly string[] {
  const { x, y } = asideOfOthers(at, copied, by)
  const plan = at.order.plan()
  const clusters = at.can(Operation.addCluster) ? copied.clusters : []
  const made = new Map(clusters.map(({ id }) => [id, { id: notes.newId(), members: new Array<string>() }]))
  const loose: string[] = []
  const coming = copied.notes.map((note) => {
    const id = notes.newId()
    const place = { x: note.x + x, y: note.y + y }
    const own = made.get(note.cluster ?? '')
    const wished = own ? null : clusterOf(note)
    const cluster = wished !== null && at.can(Operation.gatherNote, wished) ? wished : null
    own?.members.push(id)
    if (cluster === null) plan.put(id, place, own?.id ?? null)
    if (!own && cluster === null) loose.push(id)
    return { id, note, cluster, isAlone: !own }
  })
  const joined = byCluster(coming)
  for (const [cluster, ids] of joined) plan.gather(cluster, ids)
  const settling = [...loose, ...[...made.values()].map(({ id }) => id)]
  if (settling.length <= mostSettling) plan.settle(settling, plan.showsBoth)
  return at.order.step(plan, (doc) => {
    let z = notes.topOf(doc)
    for (const {
      id,
      note: { arrowsTo = [], ...note },
      note: copy,
      cluster,
    } of coming) {
      const arrows = arrowsTo.flatMap((index) => coming[index]?.id ?? [])
      notes.addNote(doc, {
        ...note,
        ...(arrows.length > 0 && { arrows }),
        id,
        ...plan.placeOf(id),
        ...originOf(at, plan, id),
        z: (z += 1),
        cluster,
        author: at.me.get().id,
        created: at.now(),
      })
      put(copy, id)
    }
    const groups = clusters.flatMap(({ id, ...facts }) => {
      const group = made.get(id)
      return group && group.members.length > 0
        ? [addCluster(doc, group.members, { ...facts, id: group.id })]
        : []
    })
    return [...coming.filter(({ isAlone }) => isAlone).map(({ id }) => id), ...groups]
  })
}

/** Moves the block aside as a whole while any of its notes would lie exactly on another. */
function asideOfOthers({ scene }: Workplace, { notes: coming }: CopiedBoard, by: Point): Point {
  let { x, y } = by
  while (coming.some((note) => isTaken(scene, { x: note.x + x, y: note.y + y }))) {
    x += aside
    y += aside
  }
  return { x, y }
}
