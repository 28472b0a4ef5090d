import { stepPathIn } from '#shared/board/id.ts'
import { boardOutline } from '#shared/board/outline.ts'
import { byPlace, parkingLot } from '#shared/board/parking-lot.ts'
import type { SceneArea } from '../../model/document/scene-areas.ts'
import type { Scene, SceneCluster, SceneNote } from '../../model/document/scene.ts'

/** A group with its notes; without a cluster, the notes outside groups. */
export interface WallGroup {
  readonly area: SceneArea | null
  /** The first group of its area. */
  readonly isFirst: boolean
  readonly cluster: SceneCluster | null
  readonly notes: readonly SceneNote[]
}

type WallScene = Pick<Scene, 'notes' | 'clusters' | 'areas'>

/** The whole board in reading order. Of a collapsed group the title alone. */
export function wallGroups(scene: WallScene): readonly WallGroup[] {
  return withFirst(
    outlineOf(scene).map(({ area, cluster, notes: members }) => ({
      area,
      cluster,
      notes: cluster?.isCollapsed ? [] : members.filter(isWritten),
    })),
  )
}

function outlineOf({ notes, clusters, areas }: WallScene) {
  return boardOutline(notes.values(), clusters.values(), areas.values())
}

function withFirst(groups: readonly Omit<WallGroup, 'isFirst'>[]): readonly WallGroup[] {
  return groups.map((group, index) => ({ ...group, isFirst: groups[index - 1]?.area !== group.area }))
}

/** Without the areas of other steps. The notes of a step are shown wherever people have moved them but to the parking lot. */
export function wallGroupsIn(scene: WallScene, areas: ReadonlySet<string>): readonly WallGroup[] {
  const steps = new Set([...areas].map(stepPathIn))
  return wallGroups(scene).flatMap((group): readonly WallGroup[] => {
    const { area, cluster } = group
    if (area !== null && areas.has(area.id)) return [group]
    if (area?.id === parkingLot) return []
    const isOfStep = ({ step }: SceneNote) => (step === undefined ? area === null : steps.has(step))
    const notes = group.notes.filter(isOfStep)
    const isCard = area === null && cluster?.isCollapsed === true
    return notes.length > 0 || isCard ? [{ ...group, isFirst: false, notes }] : []
  })
}

/** Where notes will stand: the areas themselves while the step has no written note. */
export function blankAreas(scene: WallScene, areas: ReadonlySet<string>): readonly WallGroup[] | undefined {
  if (wallGroupsIn(scene, areas).some(({ notes }) => notes.length > 0)) return undefined
  return [...scene.areas.values()]
    .filter(({ id }) => areas.has(id))
    .sort(byPlace)
    .map((area) => ({ area, isFirst: true, cluster: null, notes: [] }))
}

/** These notes and groups alone, in the order of the board. */
export function wallGroupsOf(scene: WallScene, ids: ReadonlySet<string>): readonly WallGroup[] {
  return outlineOf(scene).flatMap(({ area, cluster, notes }): readonly WallGroup[] => {
    const place = { area, isFirst: false }
    if (cluster && ids.has(cluster.id)) return [{ ...place, cluster, notes: notes.filter(isWritten) }]
    const chosen = notes.filter(({ id }) => ids.has(id))
    return chosen.length > 0 ? [{ ...place, cluster: null, notes: chosen }] : []
  })
}

export function isSameWallGroup(a: WallGroup, b: WallGroup): boolean {
  return (
    a.area?.id === b.area?.id &&
    a.area?.title === b.area?.title &&
    a.isFirst === b.isFirst &&
    a.cluster?.id === b.cluster?.id &&
    a.cluster?.title === b.cluster?.title &&
    a.notes.length === b.notes.length &&
    a.notes.every((note, index) => note === b.notes[index])
  )
}

/** A note that somebody has begun and not written yet says nothing to the room. */
function isWritten({ text, photo }: SceneNote): boolean {
  return text.trim() !== '' || photo !== undefined
}
