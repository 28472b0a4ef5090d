import type { Language } from '../../board/document.ts'
import { folded } from '../../text/folded.ts'

/**
 * The sentence as another organisation would sign it: its name stands wherever ours did. A sentence without our name is
 * put into its mouth, word for word.
 */
export function swapped(text: string, ours: string, other: string, language: Language): string {
  const found = partsBeside(text, ours)
  if (found.length < 2) return saidBy(other, text, language)
  return found
    .map((part, index) =>
      index === found.length - 1 ? part : `${beforeName(part, other, language)}${other}`,
    )
    .join('')
}

/** The text around each of our names, in capitals or not. Of a sentence without one, itself. */
function partsBeside(text: string, ours: string): readonly string[] {
  const words = ours.trim().split(/\s+/u).map(escaped)
  if (words[0] === '') return [text]
  return text.split(new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{N}])`, 'giu'))
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
}

/** French elides "de" and "que" before a vowel, and only there. */
function beforeName(part: string, other: string, language: Language): string {
  if (language !== 'fr') return part
  return /^[aeiou]/u.test(folded(other))
    ? part.replace(/(?<!\p{L})(d|qu|jusqu)e\s+$/iu, '$1’')
    : part.replace(/(?<!\p{L})(d|qu|jusqu)['’]$/iu, '$1e ')
}

function saidBy(other: string, text: string, language: Language): string {
  return language === 'fr'
    ? `Nous, chez ${other}, disons\u00A0: «\u00A0${text}\u00A0»`
    : `We at ${other} say: “${text}”`
}
