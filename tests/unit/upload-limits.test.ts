import { expect, onTestFinished, test, vi } from 'vitest'
import { UploadLimits } from '#server/photos/upload-limits.ts'

const megabyte = 1_048_576

test('a person may send a folder of photos at once, and then as many as people look at', async () => {
  let now = 0
  const { admit } = new UploadLimits(() => now)
  const send = async (person: string): Promise<boolean> => {
    const upload = await admit('board', person, 1)
    upload?.done()
    return upload !== undefined
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

test('uploads in progress are bounded by person and by board: a person’s fifth is refused, a board’s waits', async () => {
  const { admit } = new UploadLimits(() => 0)
  const five = await Promise.all(Array.from({ length: 5 }, () => admit('board', 'ana', megabyte)))
  expect(five.map((upload) => upload !== undefined)).toEqual([true, true, true, true, false])
  const came: number[] = []
  const crowd = await Promise.all(
    Array.from({ length: 6 }, async (_, person) => admit('board', `p${person}`, 10 * megabyte)),
  )
  const all = crowd.map(async (upload, person) => {
    await upload?.arrived(10 * megabyte)
    came.push(person)
  })
  const late = admit('board', 'late', 1)
  void late.then(() => came.push(6))
  const other = await admit('other', 'zoe', 10 * megabyte)
  expect(other?.arrived(10 * megabyte)).toBeUndefined()
  expect(came).toEqual([0, 1, 2, 3])
  // The second call is somebody who was both answered and went away.
  for (const upload of [...five, ...five]) upload?.done()
  crowd[1]?.done()
  await admit('other', 'zoe', 1)
  expect(came).toEqual([0, 1, 2, 3])
  crowd[2]?.done()
  await Promise.all([...all, late])
  expect(came).toEqual([0, 1, 2, 3, 4, 5, 6])
})

test('a person who announces much and sends little takes no room from others', async () => {
  const { admit } = new UploadLimits(() => 0)
  const hostile = Array.from({ length: 40 }, (_, index) => admit('board', `eve${index % 10}`, 10 * megabyte))
  const entered: number[] = []
  hostile.forEach((upload, index) => void upload.then(() => entered.push(index)))
  const [first] = await Promise.all(hostile.slice(0, 10))
  for (let count = 0; count < 4; count += 1) {
    const upload = await admit('board', 'ana', 2 * megabyte)
    expect(upload?.arrived(2 * megabyte)).toBeUndefined()
  }
  // The other pictures of the same person wait for theirs.
  expect(entered).toHaveLength(10)
  first?.done()
  await hostile[10]
  expect(entered).toHaveLength(11)
})

test('half-arrived photos do not wait for each other: the first goes on', async () => {
  const { admit } = new UploadLimits(() => 0)
  const all = await Promise.all(
    Array.from({ length: 12 }, async (_, person) => admit('board', `p${person}`, 10 * megabyte)),
  )
  let [most, now] = [0, 0]
  const sent = all.map(async (upload) => {
    for (let part = 0; part < 10; part += 1) {
      now += 1
      most = Math.max(most, now)
      await upload?.arrived(megabyte)
    }
    now -= 10
    upload?.done()
  })
  await Promise.all(sent)
  // The board’s 48, one megabyte of each that found the room full, and the rest of the first.
  expect(most).toBeLessThanOrEqual(48 + 12 + 9)
})

test('photos of many boards stay within the memory limit, and within the limit of photos in progress', async () => {
  const { admit } = new UploadLimits(() => 0)
  const part = megabyte / 16
  let [now, most] = [0, 0]
  const boards = Array.from({ length: 30 }, (_, board) => `board ${board}`)
  const sent = boards.flatMap((board) =>
    Array.from({ length: 20 }, async (_, person) => {
      const upload = await admit(board, `p${person}`, 8 * megabyte)
      if (!upload) return false
      for (let sentBytes = 0; sentBytes < 8 * megabyte; sentBytes += part) {
        now += part
        most = Math.max(most, now)
        await upload.arrived(part)
      }
      now -= 8 * megabyte
      upload.done()
      return true
    }),
  )
  expect(await Promise.all(sent)).toEqual(sent.map(() => true))
  expect(most).toBeGreaterThan(100 * megabyte)
  expect(most).toBeLessThanOrEqual(192 * megabyte + sent.length * part + 8 * megabyte)
})

test('a few boards with very many photos are refused more; another board is let in, up to a total limit', async () => {
  let now = 0
  const { admit } = new UploadLimits(() => now)
  const taken: NonNullable<Awaited<ReturnType<typeof admit>>>[] = []
  const send = async (board: string, count: number): Promise<number> => {
    const before = taken.length
    for (let person = 0; person < count; person += 1) {
      const upload = await admit(board, `${now} ${person}`, 1)
      if (upload) taken.push(upload)
    }
    return taken.length - before
  }
  expect([await send('a', 400), await send('b', 400), await send('c', 400)]).toEqual([400, 400, 334])
  now = 1_000_000
  expect([await send('a', 1), await send('b', 1), await send('quiet', 40)]).toEqual([0, 0, 40])
  let others = 0
  for (let board = 0; board < 2_000; board += 1) others += await send(`board ${board}`, 1)
  expect(taken).toHaveLength(2_000)
  expect(await send('late', 1)).toBe(0)
  for (const upload of taken) upload.done()
  expect(await send('late', 1)).toBe(1)
  expect(others).toBeGreaterThan(500)
})

test('a person who has waited long for room is refused, and takes nobody’s place', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { admit } = new UploadLimits(() => 0)
  const first = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (person) => admit('board', person, 12 * megabyte)),
  )
  for (const upload of first) void upload?.arrived(12 * megabyte)
  const late = Array.from({ length: 4 }, async () => admit('board', 'late', 12 * megabyte))
  vi.advanceTimersByTime(60_000)
  expect(await Promise.all(late)).toEqual([undefined, undefined, undefined, undefined])
  first[0]?.done()
  expect(await admit('board', 'late', 12 * megabyte)).toBeDefined()
})

test('a crowd with one photo each is accepted, and a flood by ever new people is not', async () => {
  let now = 0
  const { admit } = new UploadLimits(() => now)
  const sendAll = async (count: number): Promise<number> => {
    let taken = 0
    for (let person = 0; person < count; person += 1) {
      const upload = await admit('board', `${now}-${person}`, 1)
      if (upload) taken += 1
      upload?.done()
    }
    return taken
  }
  expect(await sendAll(300)).toBe(300)
  expect(await sendAll(3_000)).toBe(100)
  now = 10_000
  expect(await sendAll(3_000)).toBe(40)
})
