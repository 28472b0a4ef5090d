import { expect, test } from 'vitest'
import { columnAbove, columnUntil, isColumnDue, takesColumn } from '#shared/workshop/one-column.ts'

test('above 300 people new pages open in one column, until 200 are left: nobody’s coming and going turns it on and off', () => {
  const answers = (counts: readonly number[]) => {
    let is = false
    return counts.map((people) => (is = isColumnDue(people, is)))
  }
  const [above, until] = [columnAbove + 1, columnUntil + 1]
  expect([columnAbove, columnUntil]).toEqual([300, 200])
  expect(
    answers([1, columnAbove, above, columnAbove, above, until, columnUntil, columnAbove, above]),
  ).toEqual([false, false, true, true, true, true, false, false, true])
})

test('participants alone get the column', () => {
  expect((['facilitator', 'participant', 'viewer'] as const).filter(takesColumn)).toEqual(['participant'])
})
