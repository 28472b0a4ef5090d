import { useStore } from '@nanostores/react'
import { useCallback, useMemo } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { findStep, isSurelyAtTables } from '#shared/agenda/steps.ts'
import { type Rect, boundsOf, intersects } from '#shared/geometry/rect.ts'
import type { Scene } from '../../model/document/scene.ts'
import type { Camera } from '../../model/view/camera.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { areasOfStep } from '../host/areas-of-step.ts'
import { useBoard } from '../host/board-context.tsx'
import { useInColumn, isStageAside } from '../host/column.ts'
import { useSceneFact } from '../host/use-scene.ts'
import { sceneOf, stageKindOf } from './scene-of.ts'
import { StepUnderWay } from './step-under-way.tsx'
import { useStepView } from './use-agenda-view.tsx'
import { useShown } from './use-shown.ts'
import './empty-step.css'

/**
 * On the areas of a step while nothing lies in them: the sentence, and how far people are, never who. Presses go through it to
 * the canvas.
 */
export function EmptyStep() {
  const { features, shell } = useBoard()
  const { agenda } = useShown()
  const inColumn = useInColumn()
  const isList = useStore(shell.columnView) === 'list'
  const isAside = useStore(isStageAside)
  if (!agenda || (inColumn && isList)) return null
  if (!isAside && stageKindOf(features, agenda) !== 'board') return null
  return <InAreas agenda={agenda} />
}

function InAreas({ agenda }: { readonly agenda: Agenda }) {
  const { model } = useBoard()
  const view = useStepView(agenda)
  useStore(model.tables)
  const ownTable = model.ownTable()
  const read = useCallback(
    (scene: BoardModel['scene']) => JSON.stringify(emptyPlace(agenda, scene, ownTable)),
    [agenda, ownTable],
  )
  const said = useSceneFact(model.scene, read)
  const place = useMemo(() => JSON.parse(said) as EmptyPlace | null, [said])
  const { camera } = model
  const follow = useCallback(
    (box: HTMLElement | null) => (box && place ? lieOn(box, place, camera) : undefined),
    [place, camera],
  )
  if (!view || !place) return null
  // Each table has an area of its own.
  if (ownTable === null && isSurelyAtTables(view.placed.step)) return null
  return (
    <div
      className="empty-step"
      ref={follow}
      data-many={place.count > 1 || undefined}
      data-whole={place.count === 0 || undefined}
    >
      <StepUnderWay agenda={agenda} view={view} />
    </div>
  )
}

/** Smaller places have no room for words. CSS pixels. */
const least = { width: 280, height: 170 } as const

/** Keeps the box on the part of the areas that this screen shows. Returns its own undo. */
function lieOn(box: HTMLElement, { areas }: EmptyPlace, camera: Camera): () => void {
  const lie = () => {
    const screen = camera.screen.get()
    const free = { x: 0, y: 0, width: screen.width - camera.cover.get(), height: screen.height }
    const body = areas ? onScreen(areas, camera) : free
    const left = Math.max(body.x, 0)
    const top = Math.max(body.y, 0)
    const width = Math.min(body.x + body.width, free.width) - left
    const height = Math.min(body.y + body.height, free.height) - top
    box.hidden = width < least.width || height < least.height
    box.style.transform = `translate(${left}px, ${top}px)`
    box.style.width = `${width}px`
    box.style.height = `${height}px`
  }
  const stops = [camera.state.listen(lie), camera.screen.listen(lie), camera.cover.listen(lie)]
  lie()
  return () => {
    for (const stop of stops) stop()
  }
}

function onScreen({ x, y, width, height }: Rect, { toScreen, state }: Camera): Rect {
  const { zoom } = state.get()
  return { ...toScreen({ x, y }), width: width * zoom, height: height * zoom }
}

/** The areas of the running step while nothing lies in them. Without areas: the whole of an empty board. */
interface EmptyPlace {
  readonly areas: Rect | null
  /** Of areas. */
  readonly count: number
}

export function emptyPlace(
  agenda: Agenda,
  { areas, notes, clusters }: Pick<Scene, 'areas' | 'notes' | 'clusters'>,
  ownTable: number | null = null,
): EmptyPlace | null {
  const ids = areasOfStep(agenda, areas, ownTable)
  if (!ids) return notes.size + clusters.size === 0 ? { areas: null, count: 0 } : null
  const rects = [...areas.values()].flatMap(({ id, rect }) => (ids.has(id) ? [rect] : []))
  const all = boundsOf(rects)
  if (!all) return null
  for (const note of notes.values()) if (intersects(note.rect, all)) return null
  return { areas: all, count: rects.length }
}

/** People write in private, and the areas of the step are empty: the room has nothing to read yet. */
export function useIsUnseen(agenda: Agenda): boolean {
  const { features, model } = useBoard()
  const isPrivate = useStore(model.writing).mode === 'private'
  const areas = useSceneFact(
    model.scene,
    useCallback((scene: BoardModel['scene']) => emptyPlace(agenda, scene)?.count ?? 0, [agenda]),
  )
  // What the step shows to the room lies over the areas.
  const scene = sceneOf(features, agenda)
  const placed = findStep(agenda.template, agenda.now.step)
  const hasScene =
    scene?.OnProjector !== undefined && (placed === undefined || scene.isInRoom?.(placed.step) !== false)
  return isPrivate && areas > 0 && !hasScene
}
