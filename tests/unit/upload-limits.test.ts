import { expect, onTestFinished, test, vi } from 'vitest'
import { createUploadLimits, type Done } from '#server/photos/upload-limits.ts'

const megabyte = 1_048_576

test('a person sends a folder of pictures at once, and then as many as a person looks at', async () => {
  let now = 0
  const { admit } = createUploadLimits(() => now)
  const send = async (person: string): Promise<boolean> => {
    const done = await admit('board', person, 1)
    done?.()
    return done !== undefined
  }
  const sendMany = async (): Promise<number> => {
    let taken = 0
    for (let count = 0; count < 60; count += 1) if (await send('ana')) taken += 1
    return taken
  }
  expect(await sendMany()).toBe(40)
  expect(await send('bo')).toBe(true)
  now = 10_000
  expect(await sendMany()).toBe(5)
})

test('what is under way is bounded by person and by board: a person’s fifth is refused, a board’s waits, other boards have room', async () => {
  const { admit } = createUploadLimits(() => 0)
  const five = await Promise.all(Array.from({ length: 5 }, () => admit('board', 'ana', megabyte)))
  expect(five.map((done) => done !== undefined)).toEqual([true, true, true, true, false])
  const entered: (Done | undefined)[] = []
  const crowd = Array.from({ length: 6 }, async (_, person) => {
    entered.push(await admit('board', `p${person}`, 10 * megabyte))
  })
  expect(await admit('other', 'zoe', 10 * megabyte)).toBeDefined()
  expect(entered).toHaveLength(4)
  // The second call is somebody who was both answered and went away.
  for (const done of [...five, ...five]) done?.()
  await Promise.resolve()
  expect(entered).toHaveLength(4)
  entered[0]?.()
  entered[1]?.()
  await Promise.all(crowd)
  expect(entered).toHaveLength(6)
})

test('who has waited long for room is refused, and takes nobody’s place', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { admit } = createUploadLimits(() => 0)
  const first = await Promise.all(['a', 'b', 'c', 'd'].map((person) => admit('board', person, 12 * megabyte)))
  const late = Array.from({ length: 4 }, () => admit('board', 'late', 12 * megabyte))
  vi.advanceTimersByTime(60_000)
  expect(await Promise.all(late)).toEqual([undefined, undefined, undefined, undefined])
  first[0]?.()
  expect(await admit('board', 'late', 12 * megabyte)).toBeDefined()
})

test('a crowd that sends a picture each is let in, and a flood by ever new people is not', async () => {
  let now = 0
  const { admit } = createUploadLimits(() => now)
  const sendAll = async (count: number): Promise<number> => {
    let taken = 0
    for (let person = 0; person < count; person += 1) {
      const done = await admit('board', `${now}-${person}`, 1)
      if (done) taken += 1
      done?.()
    }
    return taken
  }
  expect(await sendAll(300)).toBe(300)
  expect(await sendAll(3_000)).toBe(100)
  now = 10_000
  expect(await sendAll(3_000)).toBe(40)
})
