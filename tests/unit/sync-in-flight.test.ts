import { expect, onTestFinished, test, vi } from 'vitest'
import { createAnswersOnWay, type AnswersOnWay, type Asked } from '#server/relay/sync-in-flight.ts'
import type { Connection } from '#server/relay/connection.ts'
import { limits } from '#server/relay/limits.ts'

const megabyte = 1_048_576

/** A board whose readers take what the test says. */
function newBoard(onWay: AnswersOnWay) {
  const connections = new Set<Connection>()
  const ended: Connection[] = []
  const board: Asked = {
    connections,
    endSlow: (connection) => {
      connections.delete(connection)
      ended.push(connection)
    },
  }
  /** Given an answer of so many bytes, or one that others have; reads at once nothing of it. */
  const answer = (bytes: number, frames = Buffer.allocUnsafeSlow(bytes)) => {
    const reader = { waiting: bytes, taken: 0 }
    const connection = reader as unknown as Connection
    connections.add(connection)
    onWay.sent(board, frames, connection)
    return { reader, frames }
  }
  const isFull = (): boolean => onWay.isFull(board, performance.now())
  return { board, ended, answer, isFull }
}

function useClock(): (ms: number) => void {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  return (ms) => vi.advanceTimersByTime(ms)
}

/** So many boards with as much on its way as one may have, whose readers take a little now and then. */
function attack(onWay: AnswersOnWay, count: number) {
  return Array.from({ length: count }, () => {
    const board = newBoard(onWay)
    const readers = Array.from({ length: 8 }, () => board.answer(8 * megabyte).reader)
    return { ...board, readers }
  })
}

test('unread answers of all boards have one limit, and a board below its share waits for no other', () => {
  const pass = useClock()
  const onWay = createAnswersOnWay()
  const hostile = attack(onWay, limits.allAnswersOnWayBytes / limits.answersOnWayBytes)
  const last = newBoard(onWay)
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
  const onWay = createAnswersOnWay()
  const hostile = attack(onWay, 5)
  const honest = newBoard(onWay)
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
  const onWay = createAnswersOnWay()
  const crowd = newBoard(onWay)
  const { frames, reader } = crowd.answer(limits.answersOnWayBytes)
  const others = Array.from({ length: 1_000 }, () => crowd.answer(limits.answersOnWayBytes, frames).reader)
  expect([crowd.isFull(), onWay.has(crowd.board, frames)]).toEqual([false, true])
  const more = crowd.answer(megabyte).reader
  pass(limits.answerRestMs)
  expect(crowd.isFull()).toBe(true)
  for (const one of [reader, ...others]) one.waiting = 0
  pass(limits.answerRestMs)
  expect([crowd.isFull(), onWay.has(crowd.board, frames)]).toEqual([false, false])
  expect(more.waiting).toBe(megabyte)

  const boards = attack(onWay, 5)
  for (const { board } of boards) onWay.forget(board)
  for (const again of attack(onWay, 3)) expect(again.isFull()).toBe(false)
})
