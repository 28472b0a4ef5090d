import { expect, test } from 'vitest'
import { legibleLayout } from '#client/canvas/legible-layout.ts'
import { layoutText, type Measure } from '#shared/text/layout.ts'

/** Every letter is half as wide as it is high. */
const measure: Measure = (text, fontSize) => text.length * 0.5 * fontSize

function at(zoom: number, text: string) {
  const layout = layoutText(text, measure)
  const note = { text, rect: { height: layout.height } }
  const { fontSize, lines } = legibleLayout(note, layout, zoom, measure)
  return { px: fontSize * zoom, words: lines.map((line) => line.text.trim()).join(' ') }
}

const long =
  'La nuit où la billetterie est tombée, un bénévole a fait entrer trois cents personnes avec un carnet et un crayon.'

test('letters of a note are 14 px high where they would be smaller, and its first whole words fill the paper', () => {
  const { px, words } = at(0.6, long)
  expect(px).toBeGreaterThanOrEqual(14)
  expect(words).toMatch(/^La nuit où la billetterie est tombée.*…$/u)
  expect(long.startsWith(words.slice(0, -1))).toBe(true)
  expect(long.slice(words.length - 1)).toMatch(/^[\s,]/u)
})

test('a note that can be read as it is shows all its words, and no word is cut to be larger', () => {
  expect(at(1.2, long).words).toBe(long)
  expect(at(0.6, 'Dire non assez tôt').words).toBe('Dire non assez tôt')
  expect(at(0.6, 'Intercommunalités').words).toBe('Intercommunalités')
})

test('a French sign stays with its word, in smaller letters if need be', () => {
  const nbsp = '\u00a0'
  const word = `«${nbsp}Comprendrons${nbsp}»`
  expect(at(0.54, `Les finances veulent ${word} ce que nous payons`).words).toContain(word)
})
