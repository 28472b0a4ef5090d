import { create, type Font } from 'fontkit'
import type { Measure } from '#shared/text/layout.ts'
import { FontName, fontsFor, readFont, scripts } from './fonts.ts'
import { runsOf } from './runs.ts'

/** Stretches of one font: what Inter lacks goes to the font that the template would fall back to. */
const stretches = new RegExp(
  [scripts.arabic, scripts.hebrew, scripts.wide].map(({ source }) => `(${source}+)`).join('|'),
  'gu',
)

/** Widths of text in the fonts of the PDF, so that lines break as they are printed. `text`: everything to be measured. */
export async function openMeasure(text: string): Promise<Measure> {
  const fonts = new Map<FontName, Font>()
  for (const name of fontsFor(text)) {
    if (name === FontName.serif || name.endsWith('Strong')) continue
    const font = create(await readFont(name))
    if (!('layout' in font)) throw new Error(`${name} is a collection, not one font`)
    fonts.set(name, font)
  }
  const hasKana = fonts.has(FontName.japanese)
  // Words come back again and again; shaping one costs some 20 µs.
  const known = new Map<string, number>()

  function widthOf(word: string): number {
    let width = 0
    for (const [place, run] of runsOf(word).entries()) {
      if (place % 2 === 1) width += advance(FontName.emoji, run)
      else width += plainWidth(run)
    }
    return width
  }

  function plainWidth(run: string): number {
    let width = 0
    let from = 0
    for (const match of run.matchAll(stretches)) {
      width += advance(FontName.sans, run.slice(from, match.index))
      const [stretch, arabic, hebrew] = match
      const wide = hasKana && scripts.kana.test(run) ? FontName.japanese : FontName.chinese
      width += advance(arabic ? FontName.arabic : hebrew ? FontName.hebrew : wide, stretch)
      from = match.index + stretch.length
    }
    return width + advance(FontName.sans, run.slice(from))
  }

  function advance(name: FontName, text: string): number {
    const font = fonts.get(name) ?? fonts.get(FontName.sans)
    if (!font || text === '') return 0
    return font.layout(text).advanceWidth / font.unitsPerEm
  }

  return (word, fontSize) => {
    let width = known.get(word)
    if (width === undefined) known.set(word, (width = widthOf(word)))
    return width * fontSize
  }
}
