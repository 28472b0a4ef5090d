import { formatted } from '#shared/text/long-date.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { closeWords } from './words.ts'

/** The day of the next workshop in words. */
export function NextDate({ date }: { readonly date: string | null }) {
  const t = useWords(closeWords)
  if (date === null) return <p className="quiet">{t('noDate')}</p>
  const words = formatted(currentLanguage(), Date.parse(date), { dateStyle: 'full', timeZone: 'UTC' })
  return <p className="close-task__date">{words}</p>
}
