import type { Language } from '#shared/board/document.ts'
import { count } from '#shared/blocks/numbers.ts'

/** The words of the account of written notes. */
export interface WriteReportWords {
  /** So many of the notes above stand in groups. */
  readonly inGroups: (count: number) => string
  /** Heading of notes that were written in no field. */
  readonly noField: string
  /** Head of the column of actions. */
  readonly action: string
}

const en: WriteReportWords = {
  inGroups: (of) => `${count('en', of)} of them in groups`,
  noField: 'Other notes',
  action: 'Action',
}

const fr: WriteReportWords = {
  inGroups: (of) => `dont ${count('fr', of)} dans des groupes`,
  noField: 'Autres notes',
  action: 'Action',
}

const words: Readonly<Record<Language, WriteReportWords>> = { en, fr }

export function writeWordsOf(language: Language): WriteReportWords {
  return words[language]
}
