import { dateLocale } from './date-locale.ts'

/** Making one takes longer than everything else on a page. By language and zone; zones are few. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** A date with no-break spaces. Without a zone in that of the device. */
export function longDate(language: string, time: number, timeZone?: string): string {
  const key = `${language} ${timeZone ?? ''}`
  const zone = timeZone !== undefined && { timeZone }
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(dateLocale(language), { dateStyle: 'long', ...zone })
  formats.set(key, format)
  const date = format.format(time).replaceAll(' ', '\u00A0')
  // Intl does not know that the first of a month is an ordinal in French.
  return language === 'fr' ? date.replace(/^1\u00A0/u, '1er\u00A0') : date
}
