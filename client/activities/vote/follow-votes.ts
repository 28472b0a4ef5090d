import { encloses, type Rect } from '#shared/geometry/rect.ts'
import type { Round } from '#shared/workshop/round.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { boundsOfThings } from '../../panels/host/bounds-of.ts'
import type { OpenBoard } from '../../panels/host/feature.ts'
import { keepInView } from '../../panels/host/keep-in-view.ts'
import { announceResults } from './announce-vote.ts'

type View = ReturnType<BoardModel['camera']['state']['get']>

/** A view from further away than this comes nearer, if it can come so much nearer. Not measured. */
const farZoom = 0.5
const muchNearer = 1.4
/** The bar of the vote comes a moment later, and makes the canvas so much lower. CSS pixels. */
const barHeight = 64

/**
 * Brings everything that is voted on into view when a vote opens, once. It waits while the person writes or holds
 * something. Where a list opens beside it, the view keeps to the room that is left. Returns its own undo.
 */
export function showOptions({ model }: OpenBoard): () => void {
  const { voting, ui } = model
  let due: Round | undefined
  let stopLooking = () => {}
  const look = () => {
    if (!due || ui.editing.get() !== null || ui.isHolding.get()) return
    const bounds = boundsOfThings(model.scene, due.options)
    due = undefined
    stopLooking()
    if (bounds && ui.following.get() === null) stopLooking = keepOptionsInView(model, bounds)
  }
  const stops = [
    voting.open.listen((now, before) => {
      if (now?.id === before?.id) return
      if (!now) stopLooking()
      due = now
      look()
    }),
    ui.editing.listen(look),
    ui.isHolding.listen(look),
    () => stopLooking(),
  ]
  // It may have been open before.
  due = voting.open.get()
  look()
  return () => {
    for (const stop of stops) stop()
  }
}

/** A view in which all is well seen stays, until a list beside it takes a part away. A view moved by hand stays. */
function keepOptionsInView(model: BoardModel, bounds: Rect): () => void {
  const { camera, scene } = model
  const all = scene.bounds()
  const show = () => keepInView(model, bounds, { isAll: all !== undefined && encloses(bounds, all) })
  if (!isWellSeen(model, bounds)) return show()
  const seen = camera.state.get()
  let stopShowing = () => {}
  const check = () => {
    const isMoved = isMovedByHand(seen, camera.state.get())
    if (!isMoved && isWellSeen(model, bounds)) return
    stop()
    if (!isMoved) stopShowing = show()
  }
  const stops = [camera.screen.listen(check), camera.cover.listen(check)]
  const stop = () => stops.splice(0).forEach((end) => end())
  return () => {
    stop()
    stopShowing()
  }
}

/** A bar that comes or goes above the board moves the view by its height. */
function isMovedByHand(before: View, now: View): boolean {
  return (
    now.x !== before.x || now.zoom !== before.zoom || Math.abs(now.y - before.y) * now.zoom > 2 * barHeight
  )
}

function isWellSeen({ camera }: BoardModel, bounds: Rect): boolean {
  const { zoom } = camera.state.get()
  const view = camera.view()
  const free = {
    ...view,
    width: view.width - camera.cover.get() / zoom,
    height: view.height - barHeight / zoom,
  }
  const nearer = Math.min(free.width / bounds.width, free.height / bounds.height)
  return encloses(free, bounds) && (zoom >= farZoom || nearer < muchNearer)
}

/** Shows the vote and its result. Returns its own undo. */
export function followVotes(board: OpenBoard): () => void {
  const stops = [announceResults(board), showOptions(board)]
  return () => {
    for (const stop of stops) stop()
  }
}
