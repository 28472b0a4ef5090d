import { expect, test } from 'vitest'
import { emptyIn, gridOf, tablesOf } from '#shared/activities/grid/cells.ts'
import type { NoteKind } from '#shared/workshop/note-kind.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

const columns = ['communication', 'objectives', 'management', 'work']
const path = 'daily/grid'

interface Written {
  readonly step?: string
  readonly field?: string
  readonly from?: readonly string[]
}

function note(id: string, kind: NoteKind, facts: Written = {}) {
  return { id, kind, text: `${id} is said\neven over another`, created: 1, z: 1, ...facts }
}

test('rows are the settled principles, and empty cells are counted, whatever is written where', () => {
  const random = seededRandom(testSeed())
  for (let round = 0; round < 200; round += 1) {
    const principles = Array.from({ length: random.below(8) }, (_, index) => note(`p${index}`, 'principle'))
    const locked = new Set(principles.filter(() => random.chance(0.8)).map(({ id }) => id))
    const entries = Array.from({ length: random.below(30) }, (_, index) =>
      note(`n${index}`, random.chance(0.5) ? 'begin' : 'stop', {
        step: path,
        field: random.pick([...columns, 'gone']),
        from: [`p${random.below(9)}`],
      }),
    )
    const grid = gridOf(path, columns, [...principles, ...entries], locked)
    const filled = new Set(
      entries.flatMap(({ field, from = [] }) =>
        from.flatMap((id) => (locked.has(id) && columns.includes(field ?? '') ? [`${id}/${field}`] : [])),
      ),
    )
    expect(grid.rows.map(({ id }) => id)).toEqual(
      principles.flatMap(({ id }) => (locked.has(id) ? [id] : [])),
    )
    expect(grid.of).toBe(locked.size * columns.length)
    expect(grid.empty).toBe(grid.of - filled.size)
    expect(columns.reduce((sum, _, column) => sum + emptyIn(grid, column), 0)).toBe(grid.empty)
  }
})

test('each column has a table and each table a column', () => {
  for (const tables of [1, 2, 3, 4, 5, 9]) {
    const all = columns.map((_, column) => tablesOf(column, columns.length, tables))
    expect(all.every((own) => own.length > 0)).toBe(true)
    expect(new Set(all.flat()).size).toBe(tables)
  }
  expect(tablesOf(0, 4, 0)).toEqual([])
})
