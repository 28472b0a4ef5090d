import type { Language } from '../board/document.ts'
import { bareWord, type TextWord } from './text-words.ts'

/** Articles, prepositions and conjunctions, without accents: they belong to the words after them. */
const linkingWords: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: new Set(
    `a afin au aucun aucune aupres aux avec ce ces cet cette chaque chez comme d dans de depuis des donc du en entre et jusqu
    l la le les leur leurs lorsqu lorsque mais mes nos notre ni ou par parmi pendant pour puisqu puisque qu quand que qui sa sans
    selon ses si son sous sur un une vers vos votre`.split(/\s+/u),
  ),
  en: new Set(
    `a about after against an and any as at because before behind between but by during each even every for from how if in into its
    my no nor not of on onto or our so than that the their these this those through to toward towards under until when where which
    while who whom whose why with within without your`.split(/\s+/u),
  ),
}

/** Pronouns and short forms that count as words of their own elsewhere. */
const shortForms: Readonly<Record<Language, RegExp>> = {
  fr: /^quelqu['’]une?$/iu,
  en: /n['’]t$|^(?:he|here|i|it|she|that|there|they|we|what|who|you)['’]/iu,
}

/** True for an opening mark, and for a word that only leads on to the next one. */
export function leadsOn({ text, isWord }: TextWord, language: Language): boolean {
  return isWord ? linkingWords[language].has(bareWord(text)) : /^[«“‘([]/u.test(text)
}

/** True for a word that ends at its apostrophe: l’équipe, qu’aucun. */
export function isElided({ text, isWord }: TextWord): boolean {
  return isWord && /['’]$/u.test(text)
}

/** True for a word that says something without the words around it. */
export function tells(word: TextWord, language: Language): boolean {
  return word.isTelling && !isElided(word) && !shortForms[language].test(word.text)
}
