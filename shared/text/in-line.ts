import { cutTo } from './letters.ts'

/**
 * A text in one line, for the name of a button or of a thing on a map: as many letters as tell which one it is. No-break
 * spaces stay.
 */
export function inLine(text: string, letters = 120): string {
  const line = cutTo(text, 4 * letters)
    .replaceAll(/[^\S\u00A0\u202F]+/gu, ' ')
    .trim()
  const isWhole = line.length <= letters && text.length <= 4 * letters
  return withoutEndlessSigns(isWhole ? line : `${wholeWords(line, letters)}…`)
}

/** As many words as have so many letters together. One that is longer is cut. */
function wholeWords(line: string, letters: number): string {
  const cut = cutTo(line, letters)
  const words = line.charAt(cut.length).trim() === '' ? cut : cut.replace(/\s+\S*$/u, '')
  return words.trimEnd()
}

/** No script puts so many marks on one letter, or so many signs without width in a row. Not measured. */
const most = 32
/** The largest emoji there are join four people with their skin and hair (Unicode, emoji-zwj-sequences). */
const mostJoined = 16

const joiner = '\u200d'
const endlessMarks = new RegExp(`(\\p{M}{${most}})\\p{M}+`, 'gu')
const noWidth = String.raw`[\u200b-\u200f\u2060\ufeff]`
const endlessNothing = new RegExp(`(${noWidth}{${most}})${noWidth}+`, 'gu')
const joined = String.raw`[^\s\p{M}${joiner}]\p{Emoji_Modifier}?\p{M}*${joiner}`
/** No font has a picture of them, so a browser looks through all fonts for one. */
const controls = /(?![\t\n\r])\p{Cc}/gu
const endlessFamily = new RegExp(`(?:${joined}){${mostJoined}}`, 'gu')

/**
 * The text as it is shown: what no language writes is left out, as browsers and the PDF take half a second for 20,000 of
 * it: more marks on a letter, signs without width in a row, emoji joined to one, or control characters. What is stored
 * keeps them.
 */
export function withoutEndlessSigns(text: string): string {
  if (text.length <= most) return text
  return text
    .replace(controls, '')
    .replace(endlessMarks, '$1')
    .replace(endlessNothing, '$1')
    .replace(endlessFamily, (family) => family.slice(0, -joiner.length))
}
