import type { Sentence } from '#shared/agenda/fill.ts'
import { currentLanguage } from '../../i18n/i18n.ts'

/** A sentence of the template, marked with its language when that is not the person's. */
export function Said({ sentence: { text, language } }: { readonly sentence: Sentence }) {
  return <span lang={language === currentLanguage() ? undefined : language}>{text}</span>
}
