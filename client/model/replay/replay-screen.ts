import * as Y from 'yjs'
import { showReplayBoard } from '#shared/board/replay-document.ts'
import { emptyReplayBoard, type ReplayBoard } from '#shared/board/replay.ts'
import type { Measure } from '#shared/text/layout.ts'
import { createCamera, type Camera } from '../view/camera.ts'
import { createScene, type Scene } from '../document/scene.ts'

/** The board of a replay for the painter: its own scene and its own view, apart from the live board's. */
export interface ReplayScreen {
  readonly scene: Scene
  readonly camera: Camera
  readonly show: (board: ReplayBoard) => void
  readonly close: () => void
}

export function createReplayScreen(measure: Measure): ReplayScreen {
  const doc = new Y.Doc()
  const scene = createScene(doc, measure)
  let shown = emptyReplayBoard
  return {
    scene,
    camera: createCamera(),
    show: (board) => {
      showReplayBoard(doc, shown, board)
      shown = board
    },
    close: () => {
      scene.close()
      doc.destroy()
    },
  }
}
