import { useStore } from '@nanostores/react'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { AgendaState, voteInRoom } from '#shared/agenda/agenda.ts'
import { areaTitleSize } from '#shared/geometry/area.ts'
import { headingSize } from '#shared/geometry/field.ts'
import { inset, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Scene } from '../../model/document/scene.ts'
import { areasOfStep, viewOfStep, runningStep } from '../host/areas-of-step.ts'
import { useSceneFact, useSceneList } from '../host/use-scene.ts'
import { boundsOfThings } from '../host/bounds-of.ts'
import {
  blankAreas,
  isSameWallGroup,
  wallGroups,
  wallGroupsIn,
  wallGroupsOf,
  type WallGroup,
} from './wall.tsx'

/** More notes would take too many pages; the room then sees the whole board. Not measured. */
const maxNotes = 300

/** Smallest type of notes and of titles, rem: 18 and 24 px on a projector of 1280 × 720. */
const legible = { note: 0.85, title: 1.15 } as const

/** The notes that the room sees as text in place of the painted board. */
interface RoomView {
  /** A note or group that a facilitator shows. */
  readonly spotlight: readonly WallGroup[] | undefined
  /** What a step votes on, and the board where its painted letters would be too small. */
  readonly wall: readonly WallGroup[] | undefined
  /** The areas of the step while they are empty: their painted titles are too small. */
  readonly blank: readonly WallGroup[] | undefined
}

export function useRoomView(model: BoardModel): RoomView {
  const { scene, spotlight, voting } = model
  const shown = useStore(spotlight)
  const agenda = useStore(model.agenda)
  const open = voteInRoom(useStore(voting.open), agenda)
  const isLed = useIsLed(model)
  const read = useMemo(() => {
    if (shown !== null) return (now: Scene) => wallGroupsOf(now, new Set([shown]))
    if (open) return (now: Scene) => wallGroupsOf(now, new Set(open.options))
    return (now: Scene) => {
      const areas = areasOfStep(agenda, now.areas)
      return (areas && blankAreas(now, areas)) ?? (areas ? wallGroupsIn(now, areas) : wallGroups(now))
    }
  }, [shown, open, agenda])
  const groups = useSceneList(scene, read, isSameWallGroup)
  const isLegible = useIsLegible(model, groups)
  // The room reads whole texts of what a step votes on: painted notes are for hands.
  const isJudged = open?.step !== undefined && notesIn(groups).length <= maxNotes
  const isSpotlight = shown !== null && groups.length > 0
  const hasNotes = groups.some(({ notes }) => notes.length > 0)
  // An end with a purpose is a poster: there are no pages of the board to turn behind it.
  const isPoster = useStore(model.adoptions).length > 0 && agenda?.now.state === AgendaState.ended
  const isBoard = !isSpotlight && !isLed && !isPoster
  return {
    spotlight: isSpotlight ? groups : undefined,
    wall: isBoard && (isJudged || !isLegible) && hasNotes ? groups : undefined,
    blank: isBoard && !hasNotes && groups.length > 0 ? groups : undefined,
  }
}

/** True for a while after a facilitator has brought everyone to a part of the board. */
function useIsLed({ presence }: BoardModel): boolean {
  const [isLed, setIsLed] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = presence.onGather(() => {
      clearTimeout(timer)
      setIsLed(true)
      timer = setTimeout(() => setIsLed(false), ledMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [presence])
  return isLed
}

/** True while the painted board can be read from the last row, or so much is to be shown that nothing could. */
function useIsLegible({ scene, camera }: BoardModel, groups: readonly WallGroup[]): boolean {
  const smallest = useMemo(() => smallestType(scene, groups), [scene, groups])
  const title = useSceneFact(scene, smallestTitle)
  const zoom = useSyncExternalStore(
    useCallback((onChange) => camera.state.listen(onChange), [camera]),
    () => Math.round(camera.state.get().zoom * 100) / 100,
  )
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  if (smallest === 0) return true
  return smallest * zoom >= legible.note * rem && title * zoom >= legible.title * rem
}

/** Of groups and areas, board units. */
function smallestTitle({ clusters, areas }: Scene): number {
  return Math.min(
    clusters.size > 0 ? headingSize : Number.POSITIVE_INFINITY,
    areas.size > 0 ? areaTitleSize : Number.POSITIVE_INFINITY,
  )
}

function notesIn(groups: readonly WallGroup[]) {
  return groups.flatMap(({ notes }) => notes)
}

/** Of these notes, board units; 0 where there is nothing to read, or too much. */
function smallestType(scene: Scene, groups: readonly WallGroup[]): number {
  const notes = notesIn(groups)
  if (notes.length === 0 || notes.length > maxNotes) return 0
  return Math.min(...notes.map((note) => scene.layoutOf(note).fontSize))
}

/** Largest zoom: readable from the last row. Not measured. */
const maxZoom = 2
/** Changes are collected for this long, then shown with one slow movement. Not measured. */
const gatherMs = 1_500
const glideMs = 1_200
/** Time that the view stays where the facilitator brought everyone. Not measured. */
const ledMs = 60_000
/** The view stays while everything is visible and would not be this much larger. Not measured. */
const muchLarger = 1.4
/** The margin that the camera keeps when it fits, CSS pixels. */
const edge = 16

/**
 * Shows the whole board on a screen without a hand at it, or what is voted on, or the areas of the running step, and follows as it grows, without
 * jumps. It goes where the facilitator brings everyone and returns after a while. Returns its own undo.
 */
export function followAll({
  agenda,
  camera,
  scene,
  presence,
  voting,
}: Pick<BoardModel, 'agenda' | 'camera' | 'scene' | 'presence' | 'voting'>): () => void {
  let hasLooked = false
  let due: ReturnType<typeof setTimeout> | undefined

  const lookAtAll = () => {
    clearTimeout(due)
    due = undefined
    const open = voteInRoom(voting.open.get(), agenda.get())
    const step = viewOfStep(agenda.get(), scene.areas)
    const bounds = (open && boundsOfThings(scene, open.options)) ?? step ?? scene.bounds()
    if (!bounds || camera.screen.get().width <= 1) return
    if (hasLooked && isWellSeen(bounds)) return
    camera.fit(bounds, { glide: hasLooked, glideMs, maxZoom, isCentred: true })
    hasLooked = true
  }
  const isWellSeen = (bounds: Rect) => {
    const view = camera.view()
    const { zoom } = camera.state.get()
    const inner = inset(view, edge / zoom)
    const isInside =
      bounds.x >= inner.x &&
      bounds.y >= inner.y &&
      bounds.x + bounds.width <= inner.x + inner.width &&
      bounds.y + bounds.height <= inner.y + inner.height
    const larger = Math.min(maxZoom / zoom, view.width / bounds.width, view.height / bounds.height)
    return isInside && larger < muchLarger
  }
  const lookSoon = () => {
    if (!hasLooked) return lookAtAll()
    due ??= setTimeout(lookAtAll, gatherMs)
  }
  const stops = [
    scene.onChange(lookSoon),
    voting.open.listen((now, before) => now?.id !== before?.id && lookSoon()),
    agenda.listen((now, before) => runningStep(now) !== runningStep(before ?? null) && lookSoon()),
    camera.screen.listen(() => {
      hasLooked = false
      lookAtAll()
    }),
    presence.onGather((view) => {
      clearTimeout(due)
      camera.fit(view, { glideMs, maxZoom: 8, isCentred: true })
      due = setTimeout(lookAtAll, ledMs)
    }),
  ]
  lookAtAll()
  return () => {
    clearTimeout(due)
    for (const stop of stops) stop()
  }
}
