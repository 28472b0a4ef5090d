import { afterEach, expect, test, vi } from 'vitest'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { ghostNames, ghostCounts, Ghosts } from '#client/panels/rehearsal/open-ghosts.ts'
import { mayActAgain, mostInRehearsal } from '#client/panels/host/ghost.ts'
import type { CreatedSession } from '#shared/wire/http.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('ghosts come and go at the end of the list, and only those who are there play', () => {
  vi.useFakeTimers()
  const here = new Set<string>()
  const turns = new Map<string, number>()
  const open = ({ session }: CreatedSession) => {
    here.add(session)
    const model = { saving: { get: () => 'saved' }, close: () => void here.delete(session) }
    return Object.assign(model, { session }) as unknown as BoardModel
  }
  const ghosts = new Ghosts({
    open,
    deedOf: () => undefined,
    sayDone: (model) => {
      const { session } = model as unknown as CreatedSession
      turns.set(session, (turns.get(session) ?? 0) + 1)
    },
    sentence: () => '',
    random: () => 0.5,
    dropouts: 0.02,
  })
  const sessions = ['a', 'b', 'c', 'd'].map((session) => ({ session }) as CreatedSession)
  ghosts.set(sessions.slice(0, 3))
  ghosts.play()
  ghosts.set(sessions)
  expect([...here]).toEqual(['a', 'b', 'c', 'd'])
  vi.advanceTimersByTime(360)
  expect([...turns.values()]).toEqual([1, 1, 1, 1])
  ghosts.set(sessions.slice(0, 2))
  vi.advanceTimersByTime(360)
  expect([[...here], [...turns.values()]]).toEqual([
    ['a', 'b'],
    [2, 2, 1, 1],
  ])
  ghosts.close()
  expect([here.size, vi.getTimerCount()]).toEqual([0, 0])
})

test('each ghost of the largest rehearsal has a name of its own', () => {
  expect([new Set(ghostNames).size, ghostCounts]).toEqual([30, { least: 3, usual: 8, most: 30 }])
})

test('of what belongs to everybody a ghost changes so much in a step, and in a crowd one thing', () => {
  const modelIn = (people: number, move: { now: number }) =>
    ({
      agenda: { get: () => ({ now: { move: move.now } }) },
      presence: { count: { get: () => people } },
    }) as unknown as BoardModel
  const move = { now: 1 }
  const few = modelIn(9, move)
  const crowd = modelIn(mostInRehearsal + 1, move)
  const tries = (model: BoardModel) => [1, 2, 3].map(() => mayActAgain(model, 2))
  expect([tries(few), tries(crowd)]).toEqual([
    [true, true, false],
    [true, false, false],
  ])
  move.now = 2
  expect([mayActAgain(few, 2), mayActAgain(crowd, 2)]).toEqual([true, true])
})
