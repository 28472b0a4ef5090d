import { expect, test } from 'vitest'
import { tidyBoard } from '#client/model/view/tidy.ts'
import { createCamera } from '#client/model/view/camera.ts'
import { columnsForPage, packRows } from '#shared/geometry/packing.ts'
import { boundsOf, type Rect } from '#shared/geometry/rect.ts'
import { disorderOf } from '#tests/support/order.ts'
import { openModelAlone } from '#tests/support/open-model.ts'

/** The zoom at which a laptop of 1440 × 900 shows all of it: between the bar at the top and the buttons of the view. */
function zoomOnLaptop(board: Rect): number {
  const camera = createCamera()
  camera.setScreen({ width: 1_440, height: 848 })
  camera.setCorner({ width: 256, height: 212 }, { width: 256, height: 80 })
  camera.fit(board, { glide: false, isAll: true })
  return camera.state.get().zoom
}

test('a reveal of 59 notes fills a laptop’s screen, not a square of it', () => {
  const sizes = Array.from({ length: 59 }, () => ({ width: 200, height: 200 }))
  const columns = columnsForPage(sizes)
  expect(columns).toBe(10)
  const { width, height } = packRows(sizes, columns)
  expect(zoomOnLaptop({ x: 0, y: 0, width, height })).toBeGreaterThan(0.53)
})

test('reveals of any size have the shape of a screen, high notes or not', () => {
  for (const count of [20, 100, 1_000, 5_000]) {
    for (const tall of [200, 420]) {
      const sizes = Array.from({ length: count }, (_, index) => ({
        width: 200,
        height: index % 9 === 0 ? tall : 200,
      }))
      const { width, height } = packRows(sizes, columnsForPage(sizes))
      const wasted = Math.max(width, height * 1.8) ** 2 / 1.8 / (width * height)
      expect(wasted, `${count} of ${tall}`).toBeLessThan(1.5)
    }
  }
})

test('a tidied board of eight groups and twelve notes is wide, and read on a laptop', () => {
  const model = openModelAlone()
  const sizes = [6, 5, 6, 7, 5, 6, 5, 7]
  for (const [index, count] of sizes.entries()) {
    const notes = Array.from({ length: count }, (_, note) => ({
      text: `${index}-${note}`,
      at: { x: 100 + (index % 2) * 2_000 + note * 224, y: Math.floor(index / 2) * 900 },
    }))
    model.commands.cluster(model.commands.addNotes(notes))
  }
  model.commands.addNotes(
    Array.from({ length: 12 }, (_, index) => ({ text: `${index}`, at: { x: index * 300, y: 6_000 } })),
  )
  model.commands.layOut(tidyBoard)
  expect(disorderOf(model.scene)).toEqual([])
  const all = boundsOf(
    [...model.scene.clusters.values(), ...model.scene.notes.values()].map(({ rect }) => rect),
  )
  expect(all && zoomOnLaptop(all)).toBeGreaterThan(0.44)
})
