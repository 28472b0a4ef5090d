import { count } from '#shared/blocks/numbers.ts'
import type { Language } from '#shared/board/document.ts'

/** The words of the account of a form. */
interface FormReportWords {
  readonly prepared: (begun: number, of: number) => string
  readonly done: (done: number) => string
}

const en: FormReportWords = {
  prepared: (begun, of) => `${count('en', begun)} of ${count('en', of)} people prepared`,
  done: (done) => `${count('en', done)} said they were done`,
}

const fr: FormReportWords = {
  prepared: (begun, of) =>
    begun < 2
      ? `${count('fr', begun)} personne sur ${count('fr', of)} s’est préparée`
      : `${count('fr', begun)} personnes sur ${count('fr', of)} se sont préparées`,
  done: (done) => (done < 2 ? `${count('fr', done)} a fini` : `${count('fr', done)} ont fini`),
}

const words: Readonly<Record<Language, FormReportWords>> = { en, fr }

export function formWordsOf(language: Language): FormReportWords {
  return words[language]
}
