import { expect, test } from 'vitest'
import { createSlices, type Arriving } from '#client/model/frames/slices.ts'

test('an answer is complete with its last slice, and a long wait reports its progress', () => {
  const { slices, told, wait } = setup()
  expect(slices.add({ left: 3, deflated: Uint8Array.of(1, 2) })).toBe(false)
  wait(3_000)
  expect(slices.add({ left: 1, deflated: Uint8Array.of(3, 4) })).toBe(false)
  expect(slices.add({ left: 0, deflated: Uint8Array.of(5) })).toBe(true)
  expect(told).toEqual([{ come: 4, of: 5 }, null])
  expect(slices.add({ left: 0, deflated: Uint8Array.of(6) })).toBe(true)
})

test('an answer that comes at once reports no progress, and after a cut the next one begins anew', () => {
  const { slices, told } = setup()
  slices.add({ left: 2, deflated: Uint8Array.of(1, 2) })
  slices.drop()
  slices.drop()
  expect(told).toEqual([null])
  slices.add({ left: 1, deflated: Uint8Array.of(7) })
  expect(slices.add({ left: 0, deflated: Uint8Array.of(8) })).toBe(true)
  expect(told).toEqual([null, null])
})

function setup() {
  let now = 1_000
  const told: (Arriving | null)[] = []
  const slices = createSlices(
    () => now,
    (arriving) => told.push(arriving),
  )
  return { slices, told, wait: (ms: number) => void (now += ms) }
}
