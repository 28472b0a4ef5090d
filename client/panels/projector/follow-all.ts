import { voteInRoom } from '#shared/agenda/agenda.ts'
import { inset, type Rect } from '#shared/geometry/rect.ts'
import { viewOfStep, runningStep } from '../host/areas-of-step.ts'
import { boundsOfThings } from '../host/bounds-of.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

/** Largest zoom: readable from the last row. Not measured. */
const maxZoom = 2
/** Changes are collected for this long, then shown with one slow movement. Not measured. */
const gatherMs = 1_500
const glideMs = 1_200
/** Time that the view stays where the facilitator brought everyone. Not measured. */
export const ledMs = 60_000
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
