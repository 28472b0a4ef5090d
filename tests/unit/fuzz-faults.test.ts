import { expect, test } from 'vitest'
import { faultsOf, grownLimitMb, heldLimitMs, leastOf, pageFaultsOf, pageLimits } from '#tests/fuzz/faults.ts'

const fine = { heldMs: heldLimitMs, firstMb: 60, lastMb: 60 + grownLimitMb }

test('a fuzz run fails when a turn takes too long, memory does not return, or nothing was measured', () => {
  expect(faultsOf(fine)).toEqual([])
  expect(faultsOf({ ...fine, lastMb: 10 })).toEqual([])
  expect(faultsOf({ ...fine, heldMs: heldLimitMs + 1 })).toHaveLength(1)
  expect(faultsOf({ ...fine, lastMb: fine.lastMb + 1 })).toHaveLength(1)
  expect(faultsOf({ heldMs: Number.NaN, firstMb: Number.NaN, lastMb: 60 })).toHaveLength(2)
})

test('a document fails when a page takes too long or too much for it beside an honest board', () => {
  const honest = { longestMs: 20, heapMb: 10 }
  const allowed = { longestMs: pageLimits.taskMs, heapMb: 10 + pageLimits.grownMb }
  expect(pageFaultsOf('opens', allowed, honest)).toEqual([])
  expect(pageFaultsOf('opens', { longestMs: allowed.longestMs + 1, heapMb: 31 }, honest)).toHaveLength(2)
  expect(pageFaultsOf('opens', { longestMs: 290, heapMb: 10 }, { ...honest, longestMs: 200 })).toEqual([])
  expect(pageFaultsOf('opens', { longestMs: Number.NaN, heapMb: Number.NaN }, honest)).toHaveLength(2)
})

test('of several tries of a phase the least counts, and one that was not measured is a fault', () => {
  const tries = [
    { longestMs: 140, heapMb: 12 },
    { longestMs: 90, heapMb: 14 },
  ]
  expect(leastOf(tries)).toEqual({ longestMs: 90, heapMb: 12 })
  const unmeasured = leastOf([...tries, { longestMs: Number.NaN, heapMb: 12 }])
  expect(pageFaultsOf('opens', unmeasured, { longestMs: 20, heapMb: 10 })).toHaveLength(1)
})
