import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import type { StoreSettings } from '#server/store/rows/protocol.ts'
import { StoreClient } from '#server/store/rows/store-client.ts'

afterEach(() => void vi.useRealTimers())

/** It answers each request with the number of those that came in the same message, and so in the same transaction. */
const counting = `
  import { parentPort } from 'node:worker_threads'
  parentPort.on('message', ({ kind, requests }) => {
    if (kind === 'close') return parentPort.close()
    const replies = requests.map(({ id }) => ({ id, ok: true, value: requests.length }))
    parentPort.postMessage({ kind: 'replies', replies })
  })
  parentPort.postMessage({ kind: 'ready' })`

test('a session that comes alone waits for nothing, and those that follow closely share a transaction', async () => {
  const thread = new URL(`data:text/javascript,${encodeURIComponent(counting)}`)
  const ignore = (): void => {}
  const client = await StoreClient.open(thread, {} as StoreSettings, {
    warn: ignore,
    lost: ignore,
    news: ignore,
  })
  onTestFinished(() => client.close())
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const join = async () => client.ask('createSession', [{} as never])
  vi.advanceTimersByTime(1)
  expect(await join()).toBe(1)
  const second = join()
  vi.advanceTimersByTime(49)
  const third = join()
  vi.advanceTimersByTime(1)
  expect(await Promise.all([second, third])).toEqual([2, 2])
  vi.advanceTimersByTime(50)
  expect(await join()).toBe(1)
})
