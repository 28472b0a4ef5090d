import type { Language } from '#shared/board/document.ts'
import { toldNo } from '#shared/statements/told-no.ts'
import type { Specificity } from '#shared/workshop/specificity.ts'

interface RewriteWords {
  readonly statement: (number: number) => string
  readonly version: (number: number) => string
  readonly specific: (told: string) => string
  readonly notSpecific: (told: string) => string
}

const en: RewriteWords = {
  statement: (number) => `Statement ${number}`,
  version: (number) => `Version ${number}`,
  specific: (told) => `${told} under other names: specific`,
  notSpecific: (told) => `${told} under other names: not yet specific`,
}

const fr: RewriteWords = {
  statement: (number) => `Phrase ${number}`,
  version: (number) => `Version ${number}`,
  specific: (told) => `${told} sous d’autres noms\u00A0: singulière`,
  notSpecific: (told) => `${told} sous d’autres noms\u00A0: pas encore singulière`,
}

const words: Readonly<Record<Language, RewriteWords>> = { en, fr }

/** The words in which statements and their versions are named. */
export function rewriteWordsOf(language: Language): RewriteWords {
  return words[language]
}

/** How specific a version is, once it was judged under other names; null before. */
export function testedInWords(tested: Specificity | undefined, language: Language): string | null {
  if (!tested || tested.shareOfNo === null) return null
  const told = toldNo(language, tested)
  const { specific, notSpecific } = words[language]
  return tested.isSpecific ? specific(told) : notSpecific(told)
}
