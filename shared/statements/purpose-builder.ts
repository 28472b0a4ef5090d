import type { Language } from '../board/document.ts'
import { soThat } from './so-that.ts'

/** The parts of a sentence of purpose, in the order in which it says them. */
export const purposeParts = ['does', 'whom', 'change'] as const
export type PurposePart = (typeof purposeParts)[number]

/** A text, and the letters of it that its writer goes on with. */
export interface BuiltText {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Stands where words are missing. */
const gap = '…'

const begin: Readonly<Record<Language, string>> = { en: 'We', fr: 'Nous' }

/** The words that lead to the people, as their writer may have written them before. */
const leads: Readonly<Record<Language, { readonly atEnd: RegExp; readonly anywhere: RegExp }>> = {
  en: { atEnd: /[\s,]+so that[\s….]*$/iu, anywhere: /\bso that\b/iu },
  fr: { atEnd: /[\s,]+pour qu(?:e|['’])[\s….]*$/iu, anywhere: /(?<!\p{L})pour qu(?:e(?!\p{L})|['’])/iu },
}

/** The beginning of a sentence: "We …". */
export function begun(language: Language): BuiltText {
  const text = `${begin[language]} `
  return { text, from: text.length, to: text.length }
}

/**
 * The text once other people were chosen. The words "so that nurses can" follow the choice as long as they stand there as they
 * were put. Words that their writer has changed, or has found for it, stay as they are.
 */
export function withWhom(
  text: string,
  before: readonly string[],
  after: readonly string[],
  language: Language,
): BuiltText {
  const [old, next] = [soThat(before, language), soThat(after, language)]
  const at = old === '' ? -1 : text.indexOf(old)
  if (at !== -1) return next === '' ? without(text, at, old, language) : replaced(text, at, old, next)
  const start = text
    .trim()
    .replace(leads[language].atEnd, '')
    .replace(/[\s….]+$/u, '')
  if (next === '' || leads[language].anywhere.test(start)) return { text, from: text.length, to: text.length }
  const isEmpty = start === '' || start.toLowerCase() === begin[language].toLowerCase()
  return atNextGap(`${isEmpty ? `${begin[language]} ${gap}` : start} ${next} ${gap}`, next)
}

/** The part whose words are missing: where the people were put into the text, and nothing was written before or behind them. */
export function missingPart(text: string, names: readonly string[], language: Language): PurposePart | null {
  const clause = soThat(names, language)
  const at = clause === '' ? -1 : text.indexOf(clause)
  if (at === -1) return null
  const before = text.slice(0, at).trim().toLowerCase()
  const first = begin[language].toLowerCase()
  if (before === '' || before === first || before === `${first} ${gap}`) return 'does'
  return /^[\s….]*$/u.test(text.slice(at + clause.length)) ? 'change' : null
}

/** Where the words of a part stand or will stand. */
export function placeOf(
  text: string,
  names: readonly string[],
  part: PurposePart,
  language: Language,
): BuiltText {
  const clause = soThat(names, language)
  const at = clause === '' ? -1 : text.indexOf(clause)
  if (part === 'does') {
    const hole = text.indexOf(gap)
    if (hole !== -1 && (at === -1 || hole < at)) return { text, from: hole, to: hole + gap.length }
    const end = at === -1 ? text.length : Math.max(0, at - 1)
    return { text, from: end, to: end }
  }
  const behind = at === -1 ? text.length : at + clause.length
  const hole = text.indexOf(gap, behind)
  if (hole !== -1) return { text, from: hole, to: hole + gap.length }
  const end = text.replace(/[\s.]+$/u, '').length
  return {
    text,
    from: Math.max(end, Math.min(behind, text.length)),
    to: Math.max(end, Math.min(behind, text.length)),
  }
}

function replaced(text: string, at: number, old: string, next: string): BuiltText {
  return atNextGap(`${text.slice(0, at)}${next}${text.slice(at + old.length)}`, next)
}

function without(text: string, at: number, old: string, language: Language): BuiltText {
  const left = text.slice(0, at).trimEnd()
  const right = text.slice(at + old.length).replace(/^[\s…]+/u, '')
  const isEmpty = right === '' && (left === begin[language] || left === `${begin[language]} ${gap}`)
  // What they could do is what we do it for.
  const next = isEmpty ? '' : right === '' ? left : `${left} ${language === 'fr' ? 'pour' : 'to'} ${right}`
  return { text: next, from: next.length, to: next.length }
}

/** With the first gap chosen; without one behind the people. */
function atNextGap(text: string, clause: string): BuiltText {
  const hole = text.indexOf(gap)
  if (hole !== -1) return { text, from: hole, to: hole + gap.length }
  const behind = text.indexOf(clause) + clause.length
  const isOpen = text.slice(behind).trim() === ''
  return isOpen ? { text, from: text.length, to: text.length } : { text, from: behind, to: behind }
}
