import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { Packed } from '#server/routes/purpose.ts'

test('strangers who ask for the same letters again and again cost one packing, which holds up nobody', async () => {
  const packed = new Packed()
  const data = Buffer.from(Array.from({ length: 2_000_000 }, (_, index) => (index * index) % 251))
  const first = packed.of('letters', data)
  let isDone = false
  void first.then(() => (isDone = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(isDone).toBe(false)
  expect(await packed.of('letters', data)).toBe(await first)
  expect(gunzipSync(await first).equals(data)).toBe(true)
  for (let index = 0; index < 16; index++) await packed.of(`other ${index}`, Buffer.from('x'))
  expect(await packed.of('letters', data)).not.toBe(await first)
})
