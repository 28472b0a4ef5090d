import { expect, test } from 'vitest'
import { rowsOf } from '#client/tools/input/pasted-rows.ts'

test('a pasted table is one note a row, quotes and line ends in cells undone; lines are one note each', async () => {
  expect(await rowsOf('first\n\n second \r\nthird')).toEqual(['first', 'second', 'third'])
  expect(await rowsOf('a\t1\n"b\nb"\t2\n\t\n')).toEqual(['a\n1', 'b\nb\n2'])
  expect(await rowsOf('only one')).toEqual(['only one'])
})

test('without the table reader, each line of a pasted table is a row', async () => {
  const cutOff = () => Promise.reject(new Error('no network'))
  expect(await rowsOf('a\t1\n\tb\t2\r\n\t\n', cutOff)).toEqual(['a\n1', 'b\n2'])
})
