import { centreOf } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { clusterAround } from './find-on-board.ts'

/** The id under which a result is visible: a note in a collapsed cluster is on the cluster's card. */
export function placeOf(scene: BoardModel['scene'], id: string): string {
  return clusterAround(scene, id)?.id ?? id
}

/** Moves the note to the middle of the view, and keeps a zoom at which it can be read. */
export function lookAt({ scene, camera }: BoardModel, id: string): void {
  const place = placeOf(scene, id)
  const rect = scene.notes.get(place)?.rect ?? scene.clusters.get(place)?.rect
  if (!rect) return
  const zoom = Math.max(0.5, camera.state.get().zoom)
  const { width, height } = camera.screen.get()
  const middle = centreOf(rect)
  const view = { width: width / zoom, height: height / zoom }
  // fit() adds a margin, so a rectangle a little smaller than the view keeps the zoom.
  camera.fit(
    {
      x: middle.x - view.width * 0.4,
      y: middle.y - view.height * 0.4,
      width: view.width * 0.8,
      height: view.height * 0.8,
    },
    { maxZoom: zoom, isCentred: true },
  )
}
