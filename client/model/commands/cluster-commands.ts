import * as clusters from '#shared/board/change-cluster.ts'
import { readCluster } from '#shared/board/cluster.ts'
import { moveNotes, newId, placeNote, topOf, type Tint } from '#shared/board/note.ts'
import { packRows } from '#shared/geometry/packing.ts'
import { packingGap } from '#shared/geometry/sizes.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { boundsOf, type Point } from '#shared/geometry/rect.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardCommands, Layout } from '../contract/board-commands.ts'
import type { Scene, SceneNote } from '../document/scene.ts'
import { asStep, type Workplace } from './command-context.ts'

type ClusterCommands = Pick<
  BoardCommands,
  | 'cluster'
  | 'takeOut'
  | 'dropOnNote'
  | 'mergeClusters'
  | 'dissolve'
  | 'writeClusterTitle'
  | 'setClusterTint'
  | 'toggleCollapsed'
  | 'layOut'
  | 'tidy'
  | 'bringBack'
  | 'planGroups'
>

export function createClusterCommands(at: Workplace): ClusterCommands {
  const { doc, scene, can, history, rights, order } = at
  let titled: string | undefined
  const whenChanging = (id: string, change: () => void) => {
    if (can(Operation.changeCluster, id)) change()
  }

  const mayMerge = (into: string, from: string) =>
    can(Operation.gatherNote, into) && can(Operation.changeCluster, into) && rights.mayDisband(from)

  return {
    cluster: (ids) => {
      if (!can(Operation.addCluster)) return undefined
      const [into, ...merged] = ids.filter((id) => scene.clusters.has(id))
      const loose = ids.filter((id) => scene.notes.has(id))
      const notes = rights.gatherable(loose, into ?? null)
      if (into !== undefined) {
        const going = merged.filter((id) => mayMerge(into, id))
        gather(at, into, notes, going)
        return into
      }
      const corner = boundsOf(notes.flatMap((id) => scene.notes.get(id)?.rect ?? []))
      return corner && begin(at, inOrder(scene, notes), corner)
    },
    takeOut: (notes) => {
      const going = rights.gatherable(notes, null).filter((id) => scene.notes.get(id)?.cluster)
      if (going.length === 0) return
      const plan = order.plan()
      for (const id of going) plan.put(id, plan.placeOf(id), null)
      plan.settle(going)
      order.step(plan, (doc) => clusters.setCluster(doc, going, null))
    },
    dropOnNote: (notes, onto) => {
      if (!can(Operation.addCluster)) return undefined
      const below = scene.notes.get(onto)
      const into = below?.cluster ?? null
      const dropped = rights.gatherable(notes, into).filter((id) => id !== onto)
      // A cluster of both changes the place of the note below, too.
      if (!below || dropped.length === 0 || (into === null && !can(Operation.gatherNote, onto)))
        return undefined
      if (into === null)
        return order.plan().isHeld(onto) ? undefined : begin(at, [onto, ...dropped], below.rect)
      gather(at, into, dropped)
      return into
    },
    mergeClusters: (into, from) => {
      if (into !== from && mayMerge(into, from)) gather(at, into, [], [from])
    },
    dissolve: (ids) => {
      const going = ids.filter(rights.mayDisband)
      if (going.length === 0) return
      asStep(at, (doc) => {
        for (const id of going) clusters.dissolveCluster(doc, id)
      })
    },
    writeClusterTitle: (id, title) =>
      whenChanging(id, () => {
        if (titled !== id) history.cut()
        titled = id
        clusters.writeClusterTitle(doc(), id, title)
      }),
    setClusterTint: (id: string, tint: Tint) =>
      whenChanging(id, () => asStep(at, (doc) => clusters.setClusterTint(doc, id, tint))),
    toggleCollapsed: (id) =>
      whenChanging(id, () => {
        const isCollapsed = readCluster(doc(), id)?.isCollapsed !== true
        const plan = order.plan()
        if (!isCollapsed) {
          plan.expand(id)
          plan.settle([id])
        }
        order.step(plan, (doc) => clusters.setCollapsed(doc, id, isCollapsed))
      }),
    bringBack: () => bringBack(at),
    layOut: (layout) => {
      const { isHeld } = order.plan()
      const mayMove = (id: string) =>
        rights.barrierToMove(id) === undefined && !(scene.clusters.get(id)?.members ?? [id]).some(isHeld)
      const moves = layout(scene, mayMove)
      if (moves.length > 0) asStep(at, (doc) => moveNotes(doc, moves))
    },
    planGroups: (groups, layout) => {
      if (!can(Operation.addCluster)) return () => 0
      const moves = layout(scene, (id) => rights.barrierToMove(id) === undefined)
      return () => makeGroups(at, groups, moves)
    },
    tidy: (ids) => {
      const mayMove = (id: string) => rights.barrierToMove(id) === undefined
      const plan = order.plan()
      const tidied = ids.filter((id) => scene.clusters.has(id) && mayMove(id))
      for (const id of tidied) plan.tidy(id)
      plan.settle(tidied)
      if (plan.moves().length > 0) order.step(plan, () => undefined)
    },
  }
}

function makeGroups(
  at: Workplace,
  groups: ReadonlyMap<string, readonly string[]>,
  moves: ReturnType<Layout>,
): number {
  const { scene, can } = at
  const placed = new Set(moves.map(({ id }) => id))
  const made = [...groups].filter(([, notes]) =>
    notes.every(
      (id) => placed.has(id) && scene.notes.get(id)?.cluster === null && can(Operation.gatherNote, id),
    ),
  )
  if (made.length === 0) return 0
  asStep(at, (doc) => {
    for (const [id] of made) clusters.addCluster(doc, [], { id })
    // One entry for each note: its place and its group.
    const into = new Map(made.flatMap(([id, notes]) => notes.map((note) => [note, id] as const)))
    let z = topOf(doc)
    for (const { id, x, y } of moves) {
      const cluster = into.get(id)
      placeNote(doc, id, { x, y, z: (z += 1), ...(cluster !== undefined && { cluster }) })
    }
  })
  return made.length
}

/** Notes of a group with others nearby go to these; all the rest goes below the board, group by group. */
function bringBack({ scene, rights, order }: Workplace): void {
  const far = scene.farOut().filter((id) => rights.barrierToMove(id) === undefined)
  const bounds = scene.bounds()
  if (far.length === 0 || !bounds) return
  const going = new Set(far)
  const groups = new Map<string, string[]>()
  const loose: SceneNote[] = []
  for (const note of inReadingOrder(
    far.flatMap((id) => scene.notes.get(id) ?? []),
    ({ rect }) => rect,
  )) {
    const together = note.cluster === null ? undefined : groups.get(note.cluster)
    if (together) together.push(note.id)
    else if (note.cluster === null) loose.push(note)
    else groups.set(note.cluster, [note.id])
  }
  const below = { x: bounds.x, y: bounds.y + bounds.height + 2 * packingGap }
  const plan = order.plan()
  for (const [cluster, ids] of groups) {
    const hasOthers = scene.clusters.get(cluster)?.members.some((id) => !going.has(id)) === true
    if (hasOthers) plan.gather(cluster, ids)
    else plan.begin(cluster, ids, below)
  }
  const columns = Math.max(1, Math.ceil(Math.sqrt(1.5 * loose.length)))
  const { places } = packRows(
    loose.map(({ rect }) => rect),
    columns,
  )
  for (const [index, { id }] of loose.entries()) {
    const { x, y } = places[index] ?? { x: 0, y: 0 }
    plan.put(id, { x: below.x + x, y: below.y + y })
  }
  plan.settle([...loose.map(({ id }) => id), ...groups.keys()], plan.showsBoth)
  order.step(plan, () => undefined)
}

function begin({ order }: Workplace, notes: readonly string[], near: Point): string {
  const cluster = newId()
  const plan = order.plan()
  plan.begin(cluster, notes, near)
  return order.step(plan, (doc) => clusters.addCluster(doc, notes, { id: cluster }))
}

/** Notes, and the notes of other clusters, take the next places of a cluster. */
function gather(
  { scene, order }: Workplace,
  into: string,
  notes: readonly string[],
  merged: readonly string[] = [],
): void {
  const plan = order.plan()
  const coming = notes.filter((id) => scene.notes.get(id)?.cluster !== into)
  const groups = [...merged.map((from) => scene.clusters.get(from)?.members ?? []), coming]
  plan.gather(
    into,
    groups.flatMap((ids) => inOrder(scene, ids)),
  )
  order.step(plan, (doc) => {
    for (const from of merged) clusters.mergeClusters(doc, into, from)
    clusters.setCluster(doc, notes, into)
  })
}

function inOrder({ notes }: Pick<Scene, 'notes'>, ids: readonly string[]): readonly string[] {
  const found = ids.flatMap((id) => notes.get(id) ?? [])
  return inReadingOrder(found, ({ rect }) => rect).map(({ id }) => id)
}

/** The group whose field, title or note is there. */
export function groupAt(scene: Pick<Scene, 'at' | 'notes'>, at: Point): string | null {
  const there = scene.at(at)
  if (!there) return null
  return there.kind === 'cluster' ? there.id : (scene.notes.get(there.id)?.cluster ?? null)
}
