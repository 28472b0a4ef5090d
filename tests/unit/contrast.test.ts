import { expect, test } from 'vitest'
import {
  contrastOf,
  leastContrast,
  legibleOn,
  emptyDraft,
  faintColours,
  pageGrounds,
} from '#shared/workshop/purpose-page.ts'
import { contrast } from '#tests/support/colour.ts'

const colours = ['#000000', '#ffffff', '#777777', '#a93415', '#0e6762', '#ffcc00', '#1b2333']

test('the contrast of two colours is that of WCAG, in either order', () => {
  expect(contrastOf('#000000', '#ffffff')).toBe(21)
  for (const a of colours)
    for (const b of colours) {
      expect(contrastOf(a, b)).toBeCloseTo(contrast(a, b), 10)
      expect(contrastOf(a, b)).toBe(contrastOf(b, a))
    }
})

test('a colour below 4.5 : 1 is named with its ratio, rounded down', () => {
  expect(faintColours(emptyDraft.colours)).toEqual([])
  expect(faintColours({ sentence: '#1b2333', accent: '#ffcc00' })).toEqual([
    { which: 'accent', colour: '#ffcc00', ratio: 1.3 },
  ])
  // 4.49 on white is less on paper; nothing below 4.5 is called 4.5.
  for (let grey = 100; grey < 130; grey += 1) {
    const colour = `#${grey.toString(16).repeat(3)}`
    const isFaint = contrastOf(colour, pageGrounds.paper) < leastContrast
    const [found] = faintColours({ sentence: colour, accent: '#000000' })
    expect(found !== undefined).toBe(isFaint)
    expect(found?.ratio ?? 0).toBeLessThan(leastContrast)
  }
})

test('on the dark ground every colour is lightened as far as its words need', () => {
  for (const colour of colours) {
    const shown = legibleOn(colour, pageGrounds.dark, '#f4efe6')
    expect(contrastOf(shown, pageGrounds.dark)).toBeGreaterThanOrEqual(leastContrast)
  }
  expect(legibleOn('#ffcc00', pageGrounds.dark, '#f4efe6')).toBe('#ffcc00')
})
