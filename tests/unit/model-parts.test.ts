import { expect, test } from 'vitest'
import { createParts, type Arriving } from '#client/model/frames/parts.ts'

test('a message is whole with its last part, and who waits long hears how much has come', () => {
  const { parts, told, wait } = setup()
  expect(parts.add({ size: 5, bytes: Uint8Array.of(1, 2) })).toBeUndefined()
  wait(3_000)
  expect(parts.add({ size: 5, bytes: Uint8Array.of(3, 4) })).toBeUndefined()
  expect(parts.add({ size: 5, bytes: Uint8Array.of(5) })).toEqual(Uint8Array.of(1, 2, 3, 4, 5))
  expect(told).toEqual([{ come: 4, of: 5 }, null])
  expect(parts.add({ size: 1, bytes: Uint8Array.of(6) })).toEqual(Uint8Array.of(6))
})

test('of what comes at once nobody hears, and what was cut off begins anew', () => {
  const { parts, told } = setup()
  parts.add({ size: 4, bytes: Uint8Array.of(1, 2) })
  parts.drop()
  parts.drop()
  expect(told).toEqual([null])
  parts.add({ size: 2, bytes: Uint8Array.of(7) })
  expect(parts.add({ size: 2, bytes: Uint8Array.of(8) })).toEqual(Uint8Array.of(7, 8))
  expect(told).toEqual([null, null])
})

function setup() {
  let now = 1_000
  const told: (Arriving | null)[] = []
  const parts = createParts(
    () => now,
    (arriving) => told.push(arriving),
  )
  return { parts, told, wait: (ms: number) => void (now += ms) }
}
