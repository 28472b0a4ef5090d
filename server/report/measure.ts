import { create, type Font } from 'fontkit'
import type { Measure } from '#shared/text/layout.ts'
import { FontName, fontsFor, readFont, scripts } from './fonts.ts'
import { runsOf } from './runs.ts'

/** Stretches of one font: what Inter lacks goes to the font that the template would fall back to. */
const stretches = new RegExp(
  [scripts.arabic, scripts.hebrew, scripts.thai, scripts.devanagari, scripts.hangul, scripts.wide]
    .map(({ source }) => `(${source}+)`)
    .join('|'),
  'gu',
)
/** By the group of `stretches`: fonts whose letters act on their neighbours. */
const joining = [FontName.arabic, FontName.hebrew, FontName.thai, FontName.devanagari] as const

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
  const known = new Map<string, number>()

  function widthOf(word: string): number {
    let width = 0
    for (const [place, run] of runsOf(word).entries()) {
      width += place % 2 === 1 ? shaped(FontName.emoji, run) : plainWidth(run)
    }
    return width
  }

  function plainWidth(run: string): number {
    let width = 0
    let from = 0
    for (const match of run.matchAll(stretches)) {
      width += kerned(run.slice(from, match.index))
      const [stretch, ...groups] = match
      const name = joining.find((_, place) => groups[place] !== undefined)
      if (name) width += shaped(name, stretch)
      else if (groups[joining.length] !== undefined) width += wideWidth(FontName.korean, stretch)
      else
        width += wideWidth(hasKana && scripts.kana.test(run) ? FontName.japanese : FontName.chinese, stretch)
      from = match.index + stretch.length
    }
    return width + kerned(run.slice(from))
  }

  /**
   * Shaping a word costs 300 µs, and a large board has thousands of different ones. Inter's letters only act on their
   * neighbours, so widths of letters and of pairs, of which there are few hundred, add up to the same.
   */
  function kerned(text: string): number {
    let width = 0
    let before = ''
    for (const letter of text) {
      width += shaped(FontName.sans, letter)
      if (before !== '') width += kerning(before + letter, before, letter)
      before = letter
    }
    return width
  }

  const kernings = new Map<string, number>()
  function kerning(pair: string, left: string, right: string): number {
    let value = kernings.get(pair)
    if (value === undefined) {
      value = shaped(FontName.sans, pair) - shaped(FontName.sans, left) - shaped(FontName.sans, right)
      kernings.set(pair, value)
    }
    return value
  }

  function wideWidth(name: FontName, text: string): number {
    let width = 0
    for (const sign of text) width += shaped(name, sign)
    return width
  }

  const shapes = new Map<string, number>()
  function shaped(name: FontName, text: string): number {
    const key = `${name} ${text}`
    let width = shapes.get(key)
    if (width === undefined) {
      const font = fonts.get(name) ?? fonts.get(FontName.sans)
      width = font && text !== '' ? font.layout(text).advanceWidth / font.unitsPerEm : 0
      shapes.set(key, width)
    }
    return width
  }

  return (word, fontSize) => {
    let width = known.get(word)
    if (width === undefined) known.set(word, (width = widthOf(word)))
    return width * fontSize
  }
}
