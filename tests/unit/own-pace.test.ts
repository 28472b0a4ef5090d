import { expect, test } from 'vitest'
import { aheadIn, aheadOf } from '#shared/activities/step-rights.ts'
import { AgendaState, LogKind, readyNow, type Agenda } from '#shared/agenda/agenda.ts'
import { opennessOf } from '#shared/agenda/own-pace.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { mergedGroups } from '#shared/activities/form/preparation.ts'
import { preparedWorkshop } from '#tests/support/preparations.ts'

const path = 'prepare/answers'
const dates = { opens: '2026-03-02T08:00:00Z', closes: '2026-03-06' }
const between = Date.parse('2026-03-04T08:00:00Z')
type Progress = Pick<Agenda, 'template' | 'now' | 'log'>

/** The workshop after these steps; none: before its start. */
function workshop(...steps: readonly string[]): Progress {
  const step = steps.at(-1) ?? null
  const now = step === null ? readyNow : { ...readyNow, state: AgendaState.running, move: steps.length, step }
  const log = steps.map((to, index) => ({
    kind: LogKind.on,
    at: index,
    by: null,
    from: null,
    to,
    move: index + 1,
  }))
  return { template: preparedWorkshop(dates), now, log }
}

function openness(agenda: Progress, at: number, of = path): string {
  const placed = findStep(agenda.template, of)
  if (!placed) throw new Error(`there is no step ${of}`)
  return opennessOf(agenda, placed, at)
}

test('a step at one’s own pace is open between its dates, before the workshop and while other steps run', () => {
  for (const agenda of [workshop(), workshop('open/talk')]) {
    expect(openness(agenda, Date.parse('2026-03-02T07:59:59Z'))).toBe('early')
    expect(openness(agenda, Date.parse('2026-03-02T08:00:00Z'))).toBe('open')
    expect(openness(agenda, Date.parse('2026-03-05T23:59:59Z'))).toBe('open')
    expect(openness(agenda, Date.parse('2026-03-06T00:00:00Z'))).toBe('closed')
  }
})

test('the running step is open whatever its dates are; a step that was taken, or the end, closes it', () => {
  expect(openness(workshop(path), 0)).toBe('open')
  expect(openness(workshop(path, 'start/points'), between)).toBe('taken')
  expect(openness(workshop('start/points', 'open/talk'), between)).toBe('taken')
  expect(openness(workshop('start/points', path), between)).toBe('open')
  const ended = workshop(path)
  expect(openness({ ...ended, now: { ...ended.now, state: AgendaState.ended } }, between)).toBe('taken')
})

test('steps without a pace of one’s own wait for the group', () => {
  expect(openness(workshop(), between, 'start/points')).toBe('never')
})

test('ahead of the group people may do what the open steps need, and nothing else', () => {
  expect(aheadOf(workshop(), between).allows).toEqual([Operation.answer, Operation.sendPhoto])
  expect(aheadOf(workshop(), 0).allows).toEqual([])
  expect(aheadOf(undefined, between).allows).toEqual([])
  expect(aheadIn(workshop('open/talk'), path, between).allows).toContain(Operation.answer)
  expect(aheadIn(workshop(), 'start/points', between).allows).toEqual([])
  expect(aheadIn(workshop(), 'no/step', between).allows).toEqual([])
})

const groups = (counts: Readonly<Record<string, number>>, without = 0) =>
  mergedGroups(new Map(Object.entries(counts)), without).map(({ id, count }) => [id, count])

test('role groups under five are shown among the others, and nobody can subtract', () => {
  expect(groups({ a: 5, b: 9, c: 4, d: 1 })).toEqual([
    ['b', 9],
    ['a', 5],
    [null, 5],
  ])
  // Four others alone would be a group of four: the smallest group joins them.
  expect(groups({ a: 5, b: 9, c: 4 })).toEqual([
    ['b', 9],
    [null, 9],
  ])
  expect(groups({ a: 5 }, 1)).toEqual([[null, 6]])
  expect(groups({ a: 5, b: 0 })).toEqual([['a', 5]])
  expect(groups({ a: 2 })).toEqual([[null, 2]])
  expect(groups({})).toEqual([])
})
