import { expect, test } from 'vitest'
import { createCamera, type Camera } from '#client/model/view/camera.ts'
import { intersects, type Rect } from '#shared/geometry/rect.ts'

const corner = { x: 1_200, y: 600, width: 240, height: 200 }

test('two lines of a message at the lower left end below a fitted board, however tall it is', () => {
  const camera = createCamera()
  camera.setScreen({ width: 1_440, height: 850 })
  camera.setCorner({ width: 256, height: 212 }, { width: 256, height: 80 })
  for (const width of [1_000, 1_600, 3_000]) {
    camera.fit({ x: 0, y: 0, width, height: 2_000 }, { glide: false, isAll: true })
    expect(camera.toScreen({ x: 0, y: 2_000 }).y).toBeLessThanOrEqual(850 - 12 - 50)
  }
})

test('the fitted view stays clear of the map, and is no smaller than necessary', () => {
  const camera = cameraWithMap()
  const boards: readonly Rect[] = [
    { x: -400, y: 20, width: 3_000, height: 300 },
    { x: 50, y: -900, width: 300, height: 2_500 },
    { x: 0, y: 0, width: 1_500, height: 1_000 },
    { x: 0, y: 0, width: 1_000, height: 600 },
  ]
  const zooms = boards.map((board) => {
    camera.fit(board, { glide: false })
    const shown = onScreen(camera, board)
    expect(shown).toMatchObject({ isUnderMap: false, isWhole: true })
    return Number(camera.state.get().zoom.toFixed(2))
  })
  expect(zooms).toEqual([0.44, 0.29, 0.74, 1])
})

test('lookAt puts its target in the middle of the screen when it is centred', () => {
  const camera = cameraWithMap()
  camera.fit({ x: 0, y: 0, width: 3_000, height: 1_500 }, { glide: false, isCentred: true })
  expect(camera.toScreen({ x: 1_500, y: 750 })).toEqual({ x: 720, y: 400 })
})

function cameraWithMap(): Camera {
  const camera = createCamera()
  camera.setScreen({ width: 1_440, height: 800 })
  camera.setCorner(corner)
  return camera
}

function onScreen(camera: Camera, rect: Rect) {
  const { zoom } = camera.state.get()
  const shown = { ...camera.toScreen(rect), width: rect.width * zoom, height: rect.height * zoom }
  const isWhole =
    shown.x >= 0 && shown.y >= 0 && shown.x + shown.width <= 1_440 && shown.y + shown.height <= 800
  return { isUnderMap: intersects(shown, corner), isWhole }
}
