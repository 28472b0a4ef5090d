import { expect, test } from 'vitest'
import { faultsOf, grownLimitMb, heldLimitMs } from '#tests/fuzz/faults.ts'

const fine = { heldMs: heldLimitMs, firstMb: 60, lastMb: 60 + grownLimitMb }

test('a fuzz run fails when a turn takes too long, memory does not return, or nothing was measured', () => {
  expect(faultsOf(fine)).toEqual([])
  expect(faultsOf({ ...fine, lastMb: 10 })).toEqual([])
  expect(faultsOf({ ...fine, heldMs: heldLimitMs + 1 })).toHaveLength(1)
  expect(faultsOf({ ...fine, lastMb: fine.lastMb + 1 })).toHaveLength(1)
  expect(faultsOf({ heldMs: Number.NaN, firstMb: Number.NaN, lastMb: 60 })).toHaveLength(2)
})
