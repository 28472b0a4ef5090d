/** Making one takes longer than everything else on a page. By language and zone; zones are few. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** A date with no-break spaces. Without a zone in that of the device. */
export function longDate(language: string, time: number, timeZone?: string): string {
  const form = { dateStyle: 'long', ...(timeZone !== undefined && { timeZone }) } as const
  return formatted(language, time, form).replaceAll(' ', '\u00A0')
}

/** A day as `2026-12-01`, in words: "1 December 2026". */
export function dayInWords(language: string, day: string): string {
  return longDate(language, Date.parse(day), 'UTC')
}

/** A date in any form, as people of this language write it. */
export function formatted(language: string, time: number, form: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${JSON.stringify(form)}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(dateLocale(language), form)
  formats.set(key, format)
  const date = format.format(time)
  // Intl does not know that the first of a month is an ordinal in French.
  return language === 'fr' ? date.replace(/(?<!\d)1(?=[ \u00A0]\p{L})/u, '1er') : date
}

/** The locale of the dates of a language, as `en`. In English the day stands before the month. */
export function dateLocale(language: string): string {
  return language === 'en' ? 'en-GB' : language
}
