import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { openBrowserCopy } from '#client/model/memory/browser-copy.ts'

test('a database that the browser refuses to open holds up nothing, and what leans on it can still be put away', async () => {
  // No time passes: whoever waits for patience to end waits for ever.
  vi.useFakeTimers()
  vi.stubGlobal('indexedDB', { open: refused })
  onTestFinished(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const told: boolean[] = []
  const kept = openBrowserCopy('board', new Y.Doc(), (isKept) => told.push(isKept))
  await kept.loaded
  expect(told).toEqual([false])
  await kept.readOtherTabs()
  await kept.discard()
  kept.close()
  vi.advanceTimersByTime(10_000)
  await Promise.resolve()
  expect(told).toEqual([false])
})

/** As with a full disk: the request fails soon after. */
function refused() {
  const request = {
    error: new DOMException('Full.', 'QuotaExceededError'),
    onerror: undefined as ((event: unknown) => void) | undefined,
  }
  queueMicrotask(() => request.onerror?.({ target: request }))
  return request
}
