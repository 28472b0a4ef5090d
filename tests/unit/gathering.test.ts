import { expect, test } from 'vitest'
import { createCamera } from '#client/model/view/camera.ts'
import { viewToBring } from '#client/model/view/gathering.ts'
import type { Rect } from '#shared/geometry/rect.ts'

const on = (bounds: Rect | undefined) => ({ bounds: () => bounds })

test('gathering brings everyone to the view of this screen, and phones to the whole board', () => {
  const camera = createCamera()
  const scene = on({ x: 0, y: 0, width: 4_000, height: 200 })
  expect(viewToBring({ camera, scene })).toEqual({ x: -64, y: -275, width: 4_128, height: 750 })
  camera.setScreen({ width: 800, height: 600 })
  camera.set({ x: 10, y: 20, zoom: 2 })
  expect(viewToBring({ camera, scene })).toEqual({ x: 10, y: 20, width: 400, height: 300 })
})

test('gathering from an empty list moves nobody', () => {
  expect(viewToBring({ camera: createCamera(), scene: on(undefined) })).toBeUndefined()
})
