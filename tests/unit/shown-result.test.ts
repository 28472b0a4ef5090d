import { expect, test } from 'vitest'
import { shownResult } from '#client/panels/projector/shown-result.ts'

const draw = () => null
const moments = { recent: 100, gathered: 0 }
const idle = (beganAt: number) => ({ isUnderWay: false, beganAt })

test('a projector shows a recent result until something else begins', () => {
  const result = { id: 'r1', at: 200, draw }
  const vote = { ...idle(0), result }
  expect(shownResult([vote, idle(150)], moments)).toBe(result)
  expect(shownResult([vote, idle(250)], moments)).toBeUndefined()
  expect(shownResult([vote], { ...moments, recent: 300 })).toBeUndefined()
})

test('a group that comes back to a vote sees its result, until the facilitator leads everyone on', () => {
  const result = { id: 'r1', at: 50, stepSince: 400, draw }
  const states = [{ ...idle(0), result }, idle(400), idle(401)]
  expect(shownResult(states, moments)).toBe(result)
  expect(shownResult(states, { ...moments, gathered: 390 })).toBe(result)
  expect(shownResult(states, { ...moments, gathered: 410 })).toBeUndefined()
})
