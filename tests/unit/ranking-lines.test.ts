import { expect, test } from 'vitest'
import { pagesOf } from '#client/activities/vote/pages-of.ts'
import { keyOfLine, rankingLines } from '#client/activities/vote/ranking-lines.ts'
import { rankOptions } from '#shared/workshop/tally.ts'

function linesOf(totals: Readonly<Record<string, number>>, shortlist: number): readonly string[] {
  return rankingLines(rankOptions(Object.keys(totals), totals, shortlist)).map((line) =>
    line.kind === 'row' && line.bracket ? `${keyOfLine(line)} ${line.bracket}` : keyOfLine(line),
  )
}

test('the tie band is under the heading of the shortlist, with its words before it', () => {
  expect(linesOf({ a: 9, b: 5, c: 4, d: 3 }, 2)).toEqual([':heading', 'a', ':band', 'b first', 'c last', 'd'])
  expect(linesOf({ a: 5, b: 5, c: 4, d: 3 }, 1)).toEqual([
    ':heading',
    ':band',
    'a first',
    'b middle',
    'c last',
    'd',
  ])
})

test('without a tie there is no band, and without dots no heading', () => {
  expect(linesOf({ a: 9, b: 2 }, 1)).toEqual([':heading', 'a', 'b'])
  expect(linesOf({ a: 0, b: 0 }, 1)).toEqual(['a', 'b'])
})

const row = (height: number) => ({ height, leads: false })
const words = { height: 10, leads: true }

test('a ranking is cut into pages that fit the screen', () => {
  expect(pagesOf([row(40), row(40), row(40)], 120)).toEqual([0])
  expect(pagesOf([row(40), row(40), row(41)], 120)).toEqual([0, 2])
  expect(pagesOf([], 120)).toEqual([0])
})

test('words above a row are on its page, and a row taller than the screen has a page of its own', () => {
  expect(pagesOf([words, row(60), words, row(60)], 135)).toEqual([0, 2])
  expect(pagesOf([words, words, row(90), row(20)], 120)).toEqual([0, 3])
  expect(pagesOf([row(20), row(500), row(20)], 120)).toEqual([0, 1, 2])
})
