import { expect, test } from 'vitest'
import { isWritten } from '#shared/board/draft.ts'
import { cleanLine, oneLine } from '#shared/text/clean-line.ts'
import { hasWords } from '#shared/text/letters.ts'

const blank = [
  '',
  ' ',
  '\u200B',
  '\u00A0\u2003',
  '\u2060\u200D\uFE0F',
  '\u3164',
  '\u115F',
  '\u2800',
  '\u00AD',
  '\u0301',
  '\u{E0041}',
]

test('a text in which nothing can be seen is no text', () => {
  for (const text of blank) {
    expect([text, hasWords(text), cleanLine(text, 30), oneLine(text)]).toEqual([text, false, '', ''])
    expect(isWritten({ text })).toBe(false)
  }
  for (const text of ['a', '…', '👍', '我', 'é', 'ठी', '-', '\u200Ba'])
    expect([text, hasWords(text)]).toEqual([text, true])
  expect(cleanLine('\u200Ba', 30)).toBe('\u200Ba')
})
