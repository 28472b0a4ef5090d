import { expect, onTestFinished, test, vi } from 'vitest'
import { limits } from '#server/relay/limits.ts'
import type { Member } from '#server/relay/member.ts'
import { SyncInFlight, type Audience } from '#server/relay/sync-in-flight.ts'

const megabyte = 1_048_576

/** A board whose readers take what the test says. */
function newBoard(inFlight: SyncInFlight) {
  const members = new Set<Member>()
  const ended: Member[] = []
  const board: Audience = {
    members,
    endSlow: (member) => {
      members.delete(member)
      ended.push(member)
    },
  }
  /** Given an answer of so many bytes, or one that others have; reads at once nothing of it. */
  const answer = (bytes: number, frames = Buffer.allocUnsafeSlow(bytes)) => {
    const reader = { waiting: bytes, taken: 0 }
    const member = { connection: reader } as unknown as Member
    members.add(member)
    inFlight.sent(board, frames, member)
    return { reader, frames }
  }
  const isFull = (): boolean => inFlight.isFull(board, performance.now())
  return { board, ended, answer, isFull }
}

function useClock(): (ms: number) => void {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  return (ms) => vi.advanceTimersByTime(ms)
}

/** So many boards with as much on its way as one may have, whose readers take a little now and then. */
function attack(inFlight: SyncInFlight, count: number) {
  return Array.from({ length: count }, () => {
    const board = newBoard(inFlight)
    const readers = Array.from({ length: 8 }, () => board.answer(8 * megabyte).reader)
    return { ...board, readers }
  })
}

test('unread answers of all boards have one limit, and a board below its share waits for no other', () => {
  const pass = useClock()
  const inFlight = new SyncInFlight()
  const hostile = attack(inFlight, limits.allAnswersInFlightBytes / limits.answersInFlightBytes)
  const last = newBoard(inFlight)
  expect([last.isFull(), hostile.map(({ isFull }) => isFull())]).toEqual([
    false,
    [false, false, false, false],
  ])
  last.answer(megabyte)
  pass(limits.answerRestMs)
  expect(hostile.map(({ isFull }) => isFull())).toEqual([true, true, true, true])
  // A crowd that reads, on a board that nobody else knows of.
  for (let time = 0; time < 1_000; time += 1) {
    expect(last.isFull()).toBe(false)
    last.answer(megabyte).reader.waiting = 0
    pass(3)
  }
})

test('clients that read nothing are disconnected on boards above their share, and no more than needed', () => {
  const pass = useClock()
  const inFlight = new SyncInFlight()
  const hostile = attack(inFlight, 5)
  const honest = newBoard(inFlight)
  honest.answer(megabyte)
  for (let time = 0; time < 10; time += 1) {
    pass(limits.answerIdleMs / 5)
    for (const { readers } of hostile.slice(0, 2)) for (const reader of readers) reader.taken += 1
    hostile[0]?.isFull()
  }
  expect(hostile.map(({ ended }) => ended.length > 0)).toEqual([false, false, true, true, false])
  expect([honest.ended, honest.isFull(), hostile.map(({ isFull }) => isFull())]).toEqual([
    [],
    false,
    [false, false, false, false, false],
  ])
})

test('an answer shared by many counts once; read bytes and bytes of a closed board count as nothing', () => {
  const pass = useClock()
  const inFlight = new SyncInFlight()
  const crowd = newBoard(inFlight)
  const { frames, reader } = crowd.answer(limits.answersInFlightBytes)
  const others = Array.from({ length: 1_000 }, () => crowd.answer(limits.answersInFlightBytes, frames).reader)
  expect([crowd.isFull(), inFlight.has(crowd.board, frames)]).toEqual([false, true])
  const more = crowd.answer(megabyte).reader
  pass(limits.answerRestMs)
  expect(crowd.isFull()).toBe(true)
  for (const one of [reader, ...others]) one.waiting = 0
  pass(limits.answerRestMs)
  expect([crowd.isFull(), inFlight.has(crowd.board, frames)]).toEqual([false, false])
  expect(more.waiting).toBe(megabyte)

  const boards = attack(inFlight, 5)
  for (const { board } of boards) inFlight.forget(board)
  for (const again of attack(inFlight, 3)) expect(again.isFull()).toBe(false)
})
