import { expect, onTestFinished, test } from 'vitest'
import type { Point } from '#shared/geometry/rect.ts'
import { listenToTrackpad } from '#client/tools/input/trackpad.ts'

/** A canvas whose corner is at 100, 50 of the window, and what a trackpad under Safari says over it. */
function trackpad() {
  const root = Object.assign(new EventTarget(), { getBoundingClientRect: () => ({ left: 100, top: 50 }) })
  const zoomed: { readonly factor: number; readonly at: Point }[] = []
  let isBusy = false
  const stop = listenToTrackpad(root as unknown as HTMLElement, {
    isBusy: () => isBusy,
    zoom: (factor, at) => zoomed.push({ factor, at }),
  })
  onTestFinished(stop)
  /** Says whether the page would be magnified. */
  const tell = (name: string, scale: number) =>
    root.dispatchEvent(
      Object.assign(new Event(name, { cancelable: true }), { scale, clientX: 400, clientY: 250 }),
    )
  return {
    begin: () => tell('gesturestart', 1),
    change: (scale: number) => tell('gesturechange', scale),
    hold: (isHeld: boolean) => {
      isBusy = isHeld
    },
    stop,
    zoomed: () => zoomed.splice(0),
  }
}

test('a pinch on a trackpad zooms the board at the pointer by its own factor, and never the page', () => {
  const { begin, change, zoomed } = trackpad()
  const at = { x: 300, y: 200 }
  for (let pinch = 0; pinch < 2; pinch += 1) {
    expect(begin()).toBe(false)
    for (const scale of [1.25, 2.5, 1.25]) expect(change(scale)).toBe(false)
    expect(zoomed()).toEqual([
      { factor: 1.25, at },
      { factor: 2, at },
      { factor: 0.5, at },
    ])
  }
})

test('touch events that arrive twice zoom once', () => {
  const { begin, change, hold, zoomed } = trackpad()
  begin()
  hold(true)
  expect(change(3)).toBe(false)
  hold(false)
  change(6)
  expect(zoomed()).toMatchObject([{ factor: 2 }])
})

test('a closed board leaves gestures to the page', () => {
  const { begin, change, stop, zoomed } = trackpad()
  stop()
  expect([begin(), change(2)]).toEqual([true, true])
  expect(zoomed()).toEqual([])
})
