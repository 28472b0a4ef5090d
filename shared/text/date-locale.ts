/** The locale of the dates of a language, as `en`. In English the day stands before the month. */
export function dateLocale(language: string): string {
  return language === 'en' ? 'en-GB' : language
}
