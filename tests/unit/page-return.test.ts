import { expect, onTestFinished, test, vi } from 'vitest'
import { onReturn } from '#client/canvas/frames.ts'

test('canvases are repainted when a page is restored from the cache, and only then', () => {
  const page = new EventTarget()
  vi.stubGlobal('window', page)
  onTestFinished(() => void vi.unstubAllGlobals())
  const paint = vi.fn<() => void>()
  const stop = onReturn(paint)
  const show = (persisted: boolean) => page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }))
  show(false)
  expect(paint).not.toHaveBeenCalled()
  show(true)
  expect(paint).toHaveBeenCalledOnce()
  stop()
  show(true)
  expect(paint).toHaveBeenCalledOnce()
})
