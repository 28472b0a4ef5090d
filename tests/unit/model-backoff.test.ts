import { expect, test } from 'vitest'
import { askedWaitMs, waitMs } from '#client/model/basics/backoff.ts'
import { CloseCode } from '#shared/wire/message.ts'

test('waits are spread from nothing to a ceiling that doubles up to ten seconds', () => {
  const ceilings = [0, 1, 2, 10, 1_000].map((failures) => waitMs(failures, () => 1))
  expect(ceilings).toEqual([250, 500, 1_000, 10_000, 10_000])
  expect(waitMs(5, () => 0)).toBe(0)
  expect(waitMs(2, () => 0.25)).toBe(250)
})

test('the wait a leaving server asks for is honoured, and nothing else it may say', () => {
  expect(askedWaitMs(CloseCode.restart, '3200')).toBe(3_200)
  expect(askedWaitMs(CloseCode.restart, 'soon')).toBe(0)
  expect(askedWaitMs(CloseCode.restart, '99999999999')).toBe(0)
  expect(askedWaitMs(1006, '3200')).toBe(0)
  expect(askedWaitMs(CloseCode.tooFast, '')).toBeGreaterThan(0)
})
