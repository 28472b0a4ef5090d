import { expect, test } from 'vitest'
import { rowsOf } from '#client/tools/input/pasted-rows.ts'

test('a pasted table is one note a row, quotes and line ends in cells undone; lines are one note each', async () => {
  expect(await rowsOf('first\n\n second \r\nthird')).toEqual(['first', 'second', 'third'])
  expect(await rowsOf('a\t1\n"b\nb"\t2\n\t\n')).toEqual(['a\n1', 'b\nb\n2'])
  expect(await rowsOf('only one')).toEqual(['only one'])
})

test('the marks and numbers of a pasted list stay out of its notes; a dash in a sentence is none', async () => {
  expect(await rowsOf('- one\n* two\n• three\n\t– four')).toEqual(['one', 'two', 'three', 'four'])
  expect(await rowsOf('1. one\n2) two\n10. ten')).toEqual(['one', 'two', 'ten'])
  expect(await rowsOf('☐ one\n[ ] two\n- [x] three')).toEqual(['one', 'two', 'three'])
  expect(await rowsOf('To do:\n- one\n- two')).toEqual(['To do:', 'one', 'two'])
  expect(await rowsOf('- 5 degrees')).toEqual(['- 5 degrees'])
  expect(await rowsOf('2024 was good\n2025. Then more')).toEqual(['2024 was good', '2025. Then more'])
  expect(await rowsOf('-5\n-6')).toEqual(['-5', '-6'])
})

test('without the table reader, each line of a pasted table is a row', async () => {
  const cutOff = () => Promise.reject(new Error('no network'))
  expect(await rowsOf('a\t1\n\tb\t2\r\n\t\n', cutOff)).toEqual(['a\n1', 'b\n2'])
})
