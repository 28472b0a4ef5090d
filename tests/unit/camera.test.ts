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

test('what would be too small to read is shown from its upper edge, as far as its width allows', () => {
  const camera = cameraWithMap()
  const views = [
    { x: 0, y: 100, width: 1_500, height: 5_000 },
    { x: 0, y: 100, width: 4_000, height: 8_000 },
    { x: 0, y: 100, width: 1_500, height: 1_000 },
  ].map((rect) => {
    camera.fit(rect, { glide: false, leastZoom: 0.4 })
    const { top, right } = { top: camera.toScreen(rect).y, right: camera.toScreen({ x: rect.width, y: 0 }).x }
    return [Number(camera.state.get().zoom.toFixed(2)), Math.round(top), right <= 1_440]
  })
  // The third is read whole.
  expect(views).toEqual([
    [0.4, 32, true],
    [0.33, 32, true],
    [0.74, 32, true],
  ])
  // In a small window the map would leave half of the width.
  camera.setScreen({ width: 700, height: 600 })
  camera.setCorner({ width: 256, height: 212 })
  camera.fit({ x: 0, y: 0, width: 1_820, height: 4_000 }, { glide: false, leastZoom: 0.4 })
  expect(camera.state.get().zoom).toBeCloseTo(572 / 1_820)
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
