import { expect, test } from 'vitest'
import { createUploadLimits } from '#server/photos/upload-limits.ts'

const megabyte = 1_048_576

test('a person sends a folder of pictures at once, and then as many as a person looks at', () => {
  let now = 0
  const { admit } = createUploadLimits(() => now)
  const send = (person: string): boolean => {
    const done = admit('board', person, 1)
    done?.()
    return done !== undefined
  }
  const burst = Array.from({ length: 60 }, () => send('ana')).filter(Boolean).length
  expect(burst).toBe(40)
  expect(send('bo')).toBe(true)
  now = 10_000
  expect(Array.from({ length: 60 }, () => send('ana')).filter(Boolean).length).toBe(5)
})

test('what is under way is bounded by person and by board, and other boards have room; what is over counts no more', () => {
  const { admit } = createUploadLimits(() => 0)
  const four = Array.from({ length: 5 }, () => admit('board', 'ana', megabyte))
  expect(four.map((done) => done !== undefined)).toEqual([true, true, true, true, false])
  const crowd = Array.from({ length: 30 }, (_, person) => admit('board', `p${person}`, 10 * megabyte))
  expect(crowd.filter(Boolean)).toHaveLength(4)
  expect(admit('other', 'zoe', 10 * megabyte)).toBeDefined()
  // The second call is somebody who both answered and went away.
  for (const done of [...four, ...crowd, ...four]) done?.()
  expect(admit('board', 'ana', 10 * megabyte)).toBeDefined()
  expect(
    Array.from({ length: 30 }, (_, p) => admit('board', `q${p}`, 10 * megabyte)).filter(Boolean),
  ).toHaveLength(3)
})

test('a crowd that sends a picture each is let in, and a flood by ever new people is not', () => {
  let now = 0
  const { admit } = createUploadLimits(() => now)
  const sendAll = (count: number): number => {
    let taken = 0
    for (let person = 0; person < count; person += 1) {
      const done = admit('board', `${now}-${person}`, 1)
      if (done) taken += 1
      done?.()
    }
    return taken
  }
  expect(sendAll(300)).toBe(300)
  expect(sendAll(3_000)).toBe(100)
  now = 10_000
  expect(sendAll(3_000)).toBe(40)
})
