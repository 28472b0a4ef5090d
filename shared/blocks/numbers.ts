import type { Language } from '#shared/board/document.ts'

export function count(language: Language, of: number): string {
  return new Intl.NumberFormat(language).format(of)
}

export function plural(language: Language, of: number, one: string, many: string): string {
  return `${count(language, of)} ${new Intl.PluralRules(language).select(of) === 'one' ? one : many}`
}

export function percent(language: Language, share: number): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share)
}

/** The fixed number of a proposal: "No. 14", or "n° 14". */
export function numbered(language: Language, number: number): string {
  return `${language === 'fr' ? 'n°' : 'No.'}\u00A0${number}`
}

/** "2.5", or "2,5". */
export function decimal(language: Language, value: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value)
}

const numberWords = {
  en: [
    'no',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ],
  fr: [
    'aucun',
    'un',
    'deux',
    'trois',
    'quatre',
    'cinq',
    'six',
    'sept',
    'huit',
    'neuf',
    'dix',
    'onze',
    'douze',
  ],
} as const satisfies Record<Language, readonly string[]>

/** A number up to twelve in words, as in a sentence. `isFirst`: with a capital. */
export function numberWord(language: Language, of: number, isFirst = false): string {
  const word = numberWords[language][of] ?? count(language, of)
  return isFirst ? word.charAt(0).toUpperCase() + word.slice(1) : word
}
