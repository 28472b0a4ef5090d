import { atom } from 'nanostores'
import { languages, type Language } from '#shared/board/document.ts'
import { recall, remember } from '../storage/browser-storage.ts'
import {
  createTranslate,
  sentencesIn,
  spaced,
  type CommonName,
  type Translate,
  type Sentences,
} from './translate.ts'

const storageKey = 'boussole.language'

/** Says the common words. A new function for each language, so that everything computed with one is computed again. */
export const translator = atom<Translate<CommonName>>((name) => name)

/** The common words in the person's language, for code outside React. Components call `useCommonWords`. */
export const t: Translate<CommonName> = (name, values) => translator.get()(name, values)

const downloaded = new Map<Language, Translate<CommonName>>()
let language: Language = 'en'
/** Chosen last. Its words may still be on their way. */
let chosen: Language | undefined

/** The stored choice, else the first language of the browser that we speak, else English. */
export function preferredLanguage(): Language {
  const wished = [recall(storageKey) ?? '', ...navigator.languages].map((tag) =>
    tag.slice(0, 2).toLowerCase(),
  )
  for (const tag of wished) {
    const known = languages.find((language) => language === tag)
    if (known) return known
  }
  return 'en'
}

export function currentLanguage(): Language {
  return language
}

/** Settles when the common words are there, in the language in use alone. */
export async function startI18n(wished: Language = preferredLanguage()): Promise<void> {
  speak(wished, await commonWords(wished))
}

/** False when its common words cannot be downloaded: everything stays as it is. */
export async function chooseLanguage(wished: Language): Promise<boolean> {
  chosen = wished
  let common: Translate<CommonName>
  try {
    common = await commonWords(wished)
  } catch {
    // Cut off, most likely.
    return false
  }
  if (chosen === wished) {
    speak(wished, common)
    remember(storageKey, wished)
  }
  return true
}

function speak(wished: Language, common: Translate<CommonName>): void {
  language = wished
  document.documentElement.lang = wished
  translator.set(common)
}

async function commonWords(wished: Language): Promise<Translate<CommonName>> {
  const known = downloaded.get(wished)
  if (known) return known
  const sentences = new Map(sentencesIn(spaced(wished, await download(wished))))
  const common = createTranslate<CommonName>(sentences, wished)
  downloaded.set(wished, common)
  addLateWords(wished, sentences)
  return common
}

/** After the paint. Until they are here, a message reads as a general fault. */
function addLateWords(wished: Language, sentences: Map<string, string>): void {
  if (typeof requestAnimationFrame === 'undefined') return
  const add = async () => {
    for (const [name, said] of sentencesIn(spaced(wished, await lateWords(wished)))) sentences.set(name, said)
  }
  // Cut off: they are left out until the next visit.
  requestAnimationFrame(() => setTimeout(() => void add().catch(() => undefined)))
}

async function lateWords(wished: Language): Promise<Sentences> {
  switch (wished) {
    case 'en':
      return (await import('./late-words.en.ts')).en
    case 'fr':
      return (await import('./late-words.fr.ts')).fr
  }
}

async function download(wished: Language): Promise<Sentences> {
  switch (wished) {
    case 'en':
      return (await import('./words.en.ts')).en
    case 'fr':
      return (await import('./words.fr.ts')).fr
  }
}

/** The sentence for a code, in the person's language. A code without a sentence reads as a general fault. */
export function errorSentence(code: string): string {
  return t(`errors.${code}` as CommonName)
}
