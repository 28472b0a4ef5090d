import type { Language } from '#shared/board/document.ts'
import { count } from '../../report/words.ts'

/** The words of the account of a form. */
export interface FormReportWords {
  readonly prepared: (begun: number, of: number) => string
  readonly done: (done: number) => string
  readonly group: (title: string, people: number) => string
  readonly others: string
}

const en: FormReportWords = {
  prepared: (begun, of) => `${count('en', begun)} of ${count('en', of)} people prepared`,
  done: (done) => `${count('en', done)} said they were done`,
  group: (title, people) => `${title}: ${count('en', people)}`,
  others: 'Others',
}

const fr: FormReportWords = {
  prepared: (begun, of) =>
    begun < 2
      ? `${count('fr', begun)} personne sur ${count('fr', of)} s’est préparée`
      : `${count('fr', begun)} personnes sur ${count('fr', of)} se sont préparées`,
  done: (done) => (done < 2 ? `${count('fr', done)} a terminé` : `${count('fr', done)} ont terminé`),
  group: (title, people) => `${title}\u00A0: ${count('fr', people)}`,
  others: 'Autres',
}

const words: Readonly<Record<Language, FormReportWords>> = { en, fr }

export function formWordsOf(language: Language): FormReportWords {
  return words[language]
}
