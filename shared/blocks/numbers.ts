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

/** "2.5", or "2,5". */
export function decimal(language: Language, value: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value)
}
