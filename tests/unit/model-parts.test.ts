import { expect, test } from 'vitest'
import { createParts, type Arriving } from '#client/model/frames/parts.ts'

test('a message is complete with its last part, and a long wait reports its progress', () => {
  const { parts, told, wait } = setup()
  expect(parts.add({ size: 5, bytes: Uint8Array.of(1, 2) })).toBeUndefined()
  wait(3_000)
  expect(parts.add({ size: 5, bytes: Uint8Array.of(3, 4) })).toBeUndefined()
  expect(parts.add({ size: 5, bytes: Uint8Array.of(5) })).toEqual(Uint8Array.of(1, 2, 3, 4, 5))
  expect(told).toEqual([{ come: 4, of: 5 }, null])
  expect(parts.add({ size: 1, bytes: Uint8Array.of(6) })).toEqual(Uint8Array.of(6))
})

test('a message that comes at once reports no progress, and a cut-off message begins again', () => {
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
