import type { Language } from '../../board/document.ts'
import { frenchSpaces } from '../../text/french-spaces.ts'

const en = {
  principle: 'Principle',
  begin: 'Begin',
  stop: 'Stop',
  seen: 'seen by',
  empty: 'empty',
  empties_one: '{{count}} empty cell of {{of}}',
  empties_other: '{{count}} empty cells of {{of}}',
  full: 'No cell is empty.',
  others: 'Of no principle that is settled',
}

const fr = {
  principle: 'Principe',
  begin: 'Commencer',
  stop: 'Arrêter',
  seen: 'on le verra à',
  empty: 'vide',
  empties_one: '{{count}} case vide sur {{of}}',
  empties_other: '{{count}} cases vides sur {{of}}',
  full: 'Aucune case n’est vide.',
  others: 'Sans principe fixé',
} satisfies typeof en

const catalogues: Readonly<Record<Language, typeof en>> = { en, fr }

/** A sentence about a grid, the same on screens and in files. */
export function gridWord(
  language: Language,
  key: 'principle' | 'begin' | 'stop' | 'seen' | 'empty' | 'full' | 'others',
): string {
  return said(language, catalogues[language][key])
}

/** "7 empty cells of 20". */
export function emptiesWord(language: Language, count: number, of: number): string {
  const words = catalogues[language]
  const sentence =
    new Intl.PluralRules(language).select(count) === 'one' ? words.empties_one : words.empties_other
  return said(language, sentence).replace('{{count}}', String(count)).replace('{{of}}', String(of))
}

function said(language: Language, sentence: string): string {
  return language === 'fr' ? frenchSpaces(sentence) : sentence
}
