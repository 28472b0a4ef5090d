import * as prng from 'lib0/prng'
import { expect, test } from 'vitest'
import { openPrintedMeasure } from '#server/report/measure.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { heightAtMost } from '#shared/text/height.ts'
import { layoutText } from '#shared/text/layout.ts'
import { hostileTexts, scriptSamples } from '#tests/support/sample-board.ts'

test('no note is higher than its layout without fonts, in any script', async () => {
  const seed = Date.now() % 1_000_000
  const random = prng.create(seed)
  const words = Object.values(scriptSamples).flatMap((sample) => sample.split(' '))
  words.push('W'.repeat(30), 'mmmmm', 'illimité', 'A', 'I', '…', 'WWW.MAXIMUM.COM', '\n', '…\n\n…')
  const mixed = Array.from({ length: 300 }, () =>
    Array.from({ length: prng.int32(random, 1, 250) }, () => prng.oneOf(random, words)).join(' '),
  )
  const repeated = words.map((word) => `${word} `.repeat(120))
  const texts = [...Object.values(scriptSamples), ...hostileTexts, ...mixed, ...repeated].map((text) =>
    text.slice(0, 5_000).toWellFormed(),
  )
  const { measure } = await openPrintedMeasure(texts.join('\n'))
  const short = texts
    .map((text) => ({ text, high: layoutText(text, measure).height, laidOut: heightAtMost(text) }))
    .filter(({ high, laidOut }) => high > laidOut)
  expect(short, `seed ${seed}`).toEqual([])
})

test('a text that fits the square gets the square, and a long one at most twice its need', async () => {
  expect(heightAtMost('')).toBe(noteSide)
  expect(heightAtMost('Rendre le numérique simple pour chacun.')).toBe(noteSide)
  const long = `${scriptSamples.french} `.repeat(20)
  const { height } = layoutText(long, (await openPrintedMeasure(long)).measure)
  expect(heightAtMost(long)).toBeLessThan(height * 2)
})
