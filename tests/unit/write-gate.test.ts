import { expect, onTestFinished, test, vi } from 'vitest'
import { openWriteGates } from '#server/relay/write-gate.ts'

test('a closed gate stops all writes to the store, also when one was pending or fails later', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const asked: PromiseWithResolvers<void>[] = []
  const changes: boolean[] = []
  const probe = async (): Promise<void> => {
    const answer = Promise.withResolvers<void>()
    asked.push(answer)
    return answer.promise
  }
  const open = () => openWriteGates({ probe, changed: (isOpen) => changes.push(isOpen) })
  const gates = [open(), open()]
  for (const gate of gates) gate.shut()
  await vi.advanceTimersToNextTimerAsync()
  await vi.advanceTimersToNextTimerAsync()
  for (const gate of gates) gate.close()
  asked[0]?.reject(new Error('still full'))
  asked[1]?.resolve()
  const late = open()
  late.close()
  late.shut()
  await vi.advanceTimersByTimeAsync(0)
  expect({ asked: asked.length, timers: vi.getTimerCount(), changes, isOpen: late.isOpen() }).toEqual({
    asked: 2,
    timers: 0,
    changes: [false, false, false],
    isOpen: false,
  })
})
