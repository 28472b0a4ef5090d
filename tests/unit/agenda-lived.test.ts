import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { visitsOf } from '#shared/agenda/lived.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'
import { agendaStart, liveAgenda, type Event } from '#tests/support/lived-agenda.ts'

/** Path, begin and length in seconds, pauses in seconds. */
function lived(events: readonly Event[], untilSeconds: number | null = null) {
  const doc = new Y.Doc()
  liveAgenda(doc, { template: shortBrainstorm, answers: {}, by: 'fay' }, events)
  const now = untilSeconds === null ? null : agendaStart + untilSeconds * 1_000
  return visitsOf(readAgenda(doc)?.log ?? [], now).map(({ path, from, to, pausedMs }) => [
    path,
    (from - agendaStart) / 1_000,
    (to - from) / 1_000,
    pausedMs / 1_000,
  ])
}

test('each stay in a step has its time, also when people come back to it', () => {
  const events: readonly Event[] = [
    [0, { to: 'write/ideas' }],
    [100, { to: 'group/group' }],
    [50, { to: 'write/ideas' }],
    [20, { to: 'vote/vote' }],
    [30, { to: 'end' }],
  ]
  expect(lived(events)).toEqual([
    ['write/ideas', 0, 100, 0],
    ['group/group', 100, 50, 0],
    ['write/ideas', 150, 20, 0],
    ['vote/vote', 170, 30, 0],
  ])
})

test('an undone move is none, and the time in it belongs to the step before', () => {
  const undone: readonly Event[] = [
    [0, { to: 'write/ideas' }],
    [100, { to: 'vote/vote' }],
    [5, 60],
    [3, 'undo'],
    [92, { to: 'end' }],
  ]
  expect(lived(undone)).toEqual([['write/ideas', 0, 200, 0]])
  expect(lived([...undone, [4, 'undo'], [6, { to: 'end' }]])).toEqual([['write/ideas', 0, 210, 0]])
  expect(
    lived([
      [0, { to: 'write/ideas' }],
      [4, 'undo'],
    ]),
  ).toEqual([])
})

test('pauses are told apart, over an undone move too, and until the step is left', () => {
  const events: readonly Event[] = [
    [0, { to: 'write/ideas' }],
    [10, 'pause'],
    [20, 'resume'],
    [10, 'pause'],
    [5, { to: 'group/group' }],
    [2, 'undo'],
    [3, 'resume'],
    [10, 'pause'],
    [10, { to: 'group/group' }],
    [10, { to: 'end' }],
  ]
  expect(lived(events)).toEqual([
    ['write/ideas', 0, 70, 40],
    ['group/group', 70, 10, 0],
  ])
})

test('a step that runs lasts until now, and without a now until the last entry', () => {
  const events: readonly Event[] = [
    [0, { to: 'write/ideas' }],
    [40, 30],
  ]
  expect([lived(events, 90), lived(events)]).toEqual([
    [['write/ideas', 0, 90, 0]],
    [['write/ideas', 0, 40, 0]],
  ])
  expect(lived([], 90)).toEqual([])
})

test('presses between two moves do not make the log longer, and no pause or minute is lost', () => {
  const doc = new Y.Doc()
  const presses = Array.from({ length: 200 }, (): readonly Event[] => [
    [3, 'pause'],
    [2, 'resume'],
    [1, 60],
  ]).flat()
  const events: readonly Event[] = [[0, { to: 'write/ideas' }], ...presses, [5, { to: 'end' }]]
  liveAgenda(doc, { template: shortBrainstorm, answers: {}, by: 'fay' }, events)
  const log = readAgenda(doc)?.log ?? []
  expect(log.map(({ kind }) => kind)).toEqual(['start', 'pause', 'time', 'resume', 'end'])
  expect(visitsOf(log, null)).toMatchObject([{ pausedMs: 400_000, addedSeconds: 12_000 }])
})
