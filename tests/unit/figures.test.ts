import { expect, test } from 'vitest'
import { markdown, missedIn, type Table } from '#tests/support/figures.ts'

const table: Table = {
  title: 'Figures',
  columns: ['', 'Boussole', 'peer', 'ratio', 'to reach'],
  rows: [
    ['reached', '1,200 (of all)', '5', '–', '≤ 1200'],
    ['missed', '50.1', '5', '–', '≤ 50'],
    ['of another column', '9', '5', '0.81', 'ratio ≤ 0.8'],
    ['a share', '9 of 10', '5', '–', '≥ 8 of 10'],
    ['nothing lost', '0', '309', '–', '0'],
    ['not measured', '–', '5', '–', '≤ 3'],
    ['without a goal', '7', '5', '–', 'a few'],
  ],
}

test('a figure that misses what is to be reached says so', () => {
  expect(missedIn(table)).toEqual(['missed', 'of another column', 'not measured'])
  expect(markdown(table)).toContain('| missed | 50.1 | 5 | – | ≤ 50: **missed** |')
  expect(markdown(table)).toContain('| reached | 1,200 (of all) | 5 | – | ≤ 1200 |')
})
