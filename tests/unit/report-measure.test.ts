import { expect, test } from 'vitest'
import { openPrintedMeasure } from '#server/report/measure.ts'

/** The widths of words that are measured together, in ems. */
async function widths(...words: readonly string[]): Promise<readonly number[]> {
  const { measure } = await openPrintedMeasure(words.join(' '))
  return words.map((word) => measure(word, 1))
}

test('neighbouring letters are measured as they are printed', async () => {
  const [together = 0, first = 0, second = 0] = await widths('AV', 'A', 'V')
  expect(together).toBeLessThan(first + second)
  const [joined = 0, alone = 0] = await widths('لا', 'ل')
  expect(joined).toBeLessThan(2 * alone)
  const [conjunct = 0, ...letters] = await widths('क्ष', 'क', 'ष')
  expect(conjunct).toBeLessThan(letters.reduce((sum, width) => sum + width, 0))
})

test('vowel signs and tone marks stand over their letter and add no width', async () => {
  const [marked, plain] = await widths('معًا', 'معا')
  expect(marked).toBe(plain)
  const [pointed, unpointed] = await widths('אֲנַחְנוּ', 'אנחנו')
  expect(pointed).toBeCloseTo(unpointed ?? 0, 1)
})

test('a sign that the font for Latin letters lacks has the width of the font that prints it', async () => {
  const [check, coloured, family, phone] = await widths('✔', '✅', '👨‍👩‍👧‍👦', '☎')
  expect([check, family, phone]).toEqual([coloured, coloured, coloured])
  const [chinese, japanese, korean] = await widths('远', '骨', '力')
  expect([chinese, japanese, korean]).toEqual([1, 1, 1])
})

test('a sign that no font has has the width of the square that is printed for it', async () => {
  const [square = 0, foreign, mixed] = await widths('□', 'ქ', 'ქა')
  expect(square).toBeGreaterThan(0)
  expect(foreign).toBe(square)
  expect(mixed).toBeCloseTo(2 * square)
})
