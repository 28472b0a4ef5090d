import { findStep } from '#shared/agenda/steps.ts'
import { boardOutline, type OutlineGroup } from '#shared/board/outline.ts'
import { isOutsideSteps } from '#shared/board/parking-lot.ts'
import { addTo } from '#shared/geometry/area.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { SceneArea } from '../model/document/scene-areas.ts'
import type { Scene, SceneCluster, SceneNote } from '../model/document/scene.ts'

/** A row of the outline of the board: a heading, a group or a note. */
export interface OutlineRow {
  /** Of a group or a note its id. */
  readonly key: string
  readonly kind: 'phase' | 'area' | 'group' | 'loose' | 'note'
  /** From 1. */
  readonly level: number
  readonly rect: Rect
  /** Null: what lies outside areas. */
  readonly area: SceneArea | null
  /** Notes below it; 0 for a note. */
  readonly count: number
  /** Of a row with rows below it. */
  readonly isOpen?: boolean
}

type Group = OutlineGroup<SceneNote, SceneCluster, SceneArea>

/**
 * The outline in rows: phase, area, group, note. A board without areas has groups and notes alone. The rows below a closed one
 * are left out; so are notes inside a collapsed group.
 */
export function outlineRows(
  { notes: all, clusters, areas }: Pick<Scene, 'notes' | 'clusters' | 'areas'>,
  closed: ReadonlySet<string> = new Set(),
): readonly OutlineRow[] {
  const groups = boardOutline(all.values(), clusters.values(), areas.values())
  if (groups.every(({ area }) => area === null))
    return groups.flatMap((group) => rowsOfGroup(group, 1, closed, false))
  const rows: OutlineRow[] = []
  for (const [key, there] of inPhases(groups)) {
    const [{ area } = { area: null }] = there
    const isPhase = area !== null && !isOutsideSteps(area.id)
    const isOpen = !closed.has(key)
    if (isPhase)
      rows.push({ key, kind: 'phase', level: 1, rect: rectOf(there), area, count: countOf(there), isOpen })
    if (!isPhase || isOpen) rows.push(...rowsOfAreas(there, isPhase ? 2 : 1, closed))
  }
  return rows
}

/** The phases of the board that have rows, in their order. */
export function phasesIn({
  notes,
  clusters,
  areas,
}: Pick<Scene, 'notes' | 'clusters' | 'areas'>): readonly string[] {
  const groups = boardOutline(notes.values(), clusters.values(), areas.values())
  return [...inPhases(groups.filter(({ area }) => area !== null && !isOutsideSteps(area.id))).keys()]
}

/** The key of the row of a phase. */
export function phaseKey(phase: string): string {
  return `phase ${phase}`
}

function inPhases(groups: readonly Group[]): ReadonlyMap<string, readonly Group[]> {
  const phases = new Map<string, Group[]>()
  for (const group of groups) {
    const { area } = group
    addTo(
      phases,
      area === null ? 'elsewhere' : isOutsideSteps(area.id) ? area.id : phaseKey(area.phase),
      group,
    )
  }
  return phases
}

function rowsOfAreas(
  groups: readonly Group[],
  level: number,
  closed: ReadonlySet<string>,
): readonly OutlineRow[] {
  const areas = new Map<string, Group[]>()
  for (const group of groups) addTo(areas, group.area?.id ?? '', group)
  return [...areas].flatMap(([id, there]) => {
    const key = `area ${id}`
    const [{ area } = { area: null }] = there
    const isOpen = !closed.has(key)
    const head: OutlineRow = {
      key,
      kind: 'area',
      level,
      rect: rectOf(there),
      area,
      count: countOf(there),
      isOpen,
    }
    const hasGroups = there.some(({ cluster }) => cluster !== null)
    return isOpen
      ? [head, ...there.flatMap((group) => rowsOfGroup(group, level + 1, closed, hasGroups))]
      : [head]
  })
}

function rowsOfGroup(
  { area, cluster, notes }: Group,
  level: number,
  closed: ReadonlySet<string>,
  isLooseNamed: boolean,
): readonly OutlineRow[] {
  const shown = notes.filter(({ isHidden }) => !isHidden)
  const hasHead = cluster !== null || isLooseNamed
  const key = cluster?.id ?? `loose ${area?.id ?? ''}`
  const isOpen = !closed.has(key)
  const below = shown.map(({ id, rect }): OutlineRow => ({
    key: id,
    kind: 'note',
    level: hasHead ? level + 1 : level,
    rect,
    area,
    count: 0,
  }))
  if (!hasHead) return below
  const head: OutlineRow = {
    key,
    kind: cluster ? 'group' : 'loose',
    level,
    rect: cluster?.rect ?? rectOf([{ area, cluster, notes }]),
    area,
    count: notes.length,
    ...(below.length > 0 && { isOpen }),
  }
  return isOpen ? [head, ...below] : [head]
}

function countOf(groups: readonly Group[]): number {
  return groups.reduce((sum, { notes }) => sum + notes.length, 0)
}

/** Where a heading leads: to the first note below it. */
function rectOf([first]: readonly Group[]): Rect {
  return first?.notes[0]?.rect ?? { x: 0, y: 0, width: 1, height: 1 }
}

/** A note or a group: the headings above them cannot be selected. */
export function isThing({ kind }: OutlineRow): boolean {
  return kind === 'note' || kind === 'group'
}

/** The phase that runs, and those whose notes it works on. Undefined: none runs. The others are one press away. */
export function phasesAtWork({ agenda }: BoardModel): ReadonlySet<string> | undefined {
  const now = agenda.get()
  const path = now?.now.step ?? null
  if (!now || path === null) return undefined
  const { input = [] } = findStep(now.template, path)?.step ?? {}
  return new Set([path, ...input.map(({ from }) => from)].map((each) => phaseKey(each.split('/')[0] ?? '')))
}
