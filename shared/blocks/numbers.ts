import type { Language } from '#shared/board/document.ts'

/** A format for each language, made once: for the thousands of numbers of a report, making them took half a second. */
function formats(options?: Intl.NumberFormatOptions): (language: Language) => Intl.NumberFormat {
  const made = new Map<Language, Intl.NumberFormat>()
  return (language) => {
    const format = made.get(language) ?? new Intl.NumberFormat(language, options)
    made.set(language, format)
    return format
  }
}

const whole = formats()
const percents = formats({ style: 'percent', maximumFractionDigits: 0 })
const tenths = formats({ maximumFractionDigits: 1 })

export function count(language: Language, of: number): string {
  return whole(language).format(of)
}

export function plural(language: Language, of: number, one: string, many: string): string {
  return `${count(language, of)} ${new Intl.PluralRules(language).select(of) === 'one' ? one : many}`
}

export function percent(language: Language, share: number): string {
  return percents(language).format(share)
}

/** The fixed number of a proposal: "No. 14", or "n° 14". */
export function numbered(language: Language, number: number): string {
  return `${language === 'fr' ? 'n°' : 'No.'}\u00A0${number}`
}

/** "2.5", or "2,5". */
export function decimal(language: Language, value: number): string {
  return tenths(language).format(value)
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
