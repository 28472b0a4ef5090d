import { addCluster } from '#shared/board/cluster.ts'
import * as notes from '#shared/board/note.ts'
import type { Point } from '#shared/geometry/rect.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { aside, isTaken } from '../view/stack-offset.ts'
import type { CopiedBoard } from '../document/copied-board.ts'
import { asStep, type Workplace } from './command-context.ts'

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
  return {
    clusters: clusters.map(({ id, title, tint, isCollapsed }) => ({ id, title, tint, isCollapsed })),
    notes: [...chosen]
      .flatMap((id) => scene.notes.get(id) ?? [])
      .sort((a, b) => a.z - b.z)
      .map(({ text, tint, kind, x, y, cluster, photo }) => ({
        text,
        tint,
        kind,
        x,
        y,
        cluster,
        ...(photo && { photo }),
      })),
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
  return asStep(at, (doc) => {
    let z = notes.topOf(doc)
    const clusters = at.can(Operation.addCluster) ? copied.clusters : []
    const membersOfNew = new Map<string, string[]>(clusters.map(({ id }) => [id, []]))
    const added: string[] = []
    for (const note of copied.notes) {
      const siblings = membersOfNew.get(note.cluster ?? '')
      const joined = siblings ? null : clusterOf(note)
      const id = notes.addNote(doc, {
        ...note,
        x: note.x + x,
        y: note.y + y,
        z: (z += 1),
        cluster: joined !== null && at.can(Operation.gatherNote, joined) ? joined : null,
        author: at.me.get().id,
        created: at.now(),
      })
      put(note, id)
      if (siblings) siblings.push(id)
      else added.push(id)
    }
    for (const { id, ...facts } of clusters) {
      const members = membersOfNew.get(id) ?? []
      if (members.length > 0) added.push(addCluster(doc, members, facts))
    }
    return added
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
