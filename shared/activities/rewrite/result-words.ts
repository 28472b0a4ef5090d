import { percent } from '#shared/blocks/numbers.ts'
import type { Language } from '#shared/board/document.ts'
import { shownShare, type Specificity } from '#shared/workshop/specificity.ts'

interface RewriteWords {
  readonly statement: (number: number) => string
  readonly version: (number: number) => string
  readonly specific: (share: string) => string
  readonly notSpecific: (share: string) => string
}

const en: RewriteWords = {
  statement: (number) => `Statement ${number}`,
  version: (number) => `Version ${number}`,
  specific: (share) => `${share} answered “No” under other names: specific`,
  notSpecific: (share) => `${share} answered “No” under other names: not yet specific`,
}

const fr: RewriteWords = {
  statement: (number) => `Phrase ${number}`,
  version: (number) => `Version ${number}`,
  specific: (share) => `${share} de «\u00A0Non\u00A0» sous d’autres noms\u00A0: singulière`,
  notSpecific: (share) => `${share} de «\u00A0Non\u00A0» sous d’autres noms\u00A0: pas encore singulière`,
}

const words: Readonly<Record<Language, RewriteWords>> = { en, fr }

/** The words in which statements and their versions are named. */
export function rewriteWordsOf(language: Language): RewriteWords {
  return words[language]
}

/** How specific a version is, once it was judged under other names; null before. */
export function testedInWords(tested: Specificity | undefined, language: Language): string | null {
  if (!tested || tested.shareOfNo === null) return null
  const share = percent(language, shownShare(tested.shareOfNo))
  const { specific, notSpecific } = words[language]
  return tested.isSpecific ? specific(share) : notSpecific(share)
}
