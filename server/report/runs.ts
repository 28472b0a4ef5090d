import { isRightToLeft } from '#shared/text/breaks.ts'
import { scripts } from './fonts.ts'

/** One line of text, cut where the font changes: text at even places, emoji at odd ones. */
export type Runs = readonly string[]

/** Lines with one base direction and one language, as the templates read them. */
export interface Passage {
  readonly rtl: boolean
  /** Chinese and Japanese share code points but not their forms. Null: the language of the file. */
  readonly lang: SpokenIn
  readonly lines: readonly Runs[]
}
export type SpokenIn = 'ar' | 'he' | 'hi' | 'ja' | 'ko' | 'th' | 'zh' | null

/** Most lines have no sign beyond it. The search for emoji takes ten times as long. */
const beyondLatin = /[^\0-\u{a8}\u{aa}-\u{ad}\u{af}-\u{24f}\u{2018}-\u{201d}]/u
const emoji = /\p{RGI_Emoji}|\p{Emoji_Presentation}/gv
// Variation selectors and joiners mean nothing outside emoji, Arabic and Devanagari, and no font draws them.
const unseen =
  /[\uFE00-\uFE0F]|(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{M}])[\u200C\u200D]|[\u200C\u200D](?![\p{Script=Arabic}\p{Script=Devanagari}])/gu

export function runsOf(line: string): Runs {
  if (!beyondLatin.test(line)) return [line]
  const runs: string[] = []
  let from = 0
  for (const { 0: sign, index } of line.matchAll(emoji)) {
    runs.push(line.slice(from, index).replaceAll(unseen, ''), sign)
    from = index + sign.length
  }
  runs.push(line.slice(from).replaceAll(unseen, ''))
  return runs
}

/** Cuts lines into passages where the direction changes, so that a line never reorders its neighbours. */
export function passagesOf(
  lines: readonly { readonly text: string; readonly isRightToLeft: boolean }[],
): readonly Passage[] {
  const whole = lines.map(({ text }) => text).join('\n')
  const passages: { rtl: boolean; lang: SpokenIn; lines: Runs[] }[] = []
  for (const { text, isRightToLeft: rtl } of lines) {
    let passage = passages.at(-1)
    if (passage?.rtl !== rtl) passages.push((passage = { rtl, lang: spokenIn(whole, rtl), lines: [] }))
    passage.lines.push(runsOf(text))
  }
  return passages
}

/** A title or a sentence: one line, broken by the template. */
export function passageOf(line: string): Passage {
  const rtl = isRightToLeft(line)
  return { rtl, lang: spokenIn(line, rtl), lines: [runsOf(line)] }
}

function spokenIn(text: string, isRtl: boolean): SpokenIn {
  if (isRtl) return scripts.hebrew.test(text) ? 'he' : 'ar'
  if (scripts.kana.test(text)) return 'ja'
  if (scripts.hangul.test(text)) return 'ko'
  if (scripts.thai.test(text)) return 'th'
  if (scripts.devanagari.test(text)) return 'hi'
  return scripts.wide.test(text) ? 'zh' : null
}
