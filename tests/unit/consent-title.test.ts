import { expect, test } from 'vitest'
import { overTitle } from '#client/activities/consent/in-step.ts'
import { round } from '#tests/support/sample-board.ts'

const viewOf = (scores: readonly number[]) => {
  const asked = { ...round({ options: ['v1'] }), about: 'v1', scores: { v1: scores } }
  return {
    asked,
    open: undefined,
    gap: undefined,
    adoption: undefined,
    isDrafting: false,
  } as unknown as Parameters<typeof overTitle>[0]
}

test('the room is said to carry a sentence only where nobody objected: an answer is not the objector’s yes', () => {
  expect(overTitle(viewOf([0, 0, 0, 1, 1, 2]))).toBe('The room can carry it')
  expect(overTitle(viewOf([1, 0, 0, 1, 1, 0]))).toBe('Every 0 is answered')
})
