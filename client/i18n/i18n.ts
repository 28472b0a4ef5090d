import { atom } from 'nanostores'
import { languages, type Language } from '#shared/board/document.ts'
import { recall, remember } from '../storage/browser-storage.ts'
import { createTranslate, sentencesIn, type FirstName, type Translate } from './translate.ts'
import { spaced, type Sentences } from './typography.ts'

export type { FirstName, Translate } from './translate.ts'

const storageKey = 'boussole.language'

/** A new function for each language, so that values computed with the old one are computed again. */
export const translator = atom<Translate<FirstName>>((name) => name)

/** Sentences in the person's language, for code outside React; components use `useFirstTranslation`, or `useTranslation`. */
export const t: Translate<FirstName> = (name, values) => translator.get()(name, values)

/** The downloaded sentences by name, and the languages that are complete. */
const sentences: Readonly<Record<Language, Map<string, string>>> = { en: new Map(), fr: new Map() }
const whole = new Set<Language>()
let language: Language = 'en'
/** Chosen last; on its way, perhaps. */
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

/** Settles when the first sentences are there: of the language in use alone, and nothing of what opens later. */
export async function startI18n(wished: Language = preferredLanguage()): Promise<void> {
  learn(wished, await firstOf(wished))
  speak(wished)
}

/** Settles when every sentence of the language in use is there, and fails when they cannot be downloaded. */
export function everySentence(): Promise<void> {
  return complete(language)
}

/** False when its sentences cannot be downloaded: everything stays as it is. */
export async function chooseLanguage(wished: Language): Promise<boolean> {
  chosen = wished
  try {
    learn(wished, await firstOf(wished))
    // Whatever is open by now has all its words in the other language, too.
    await complete(wished)
  } catch {
    // Cut off, most likely.
    return false
  }
  if (chosen === wished) {
    speak(wished)
    remember(storageKey, wished)
  }
  return true
}

async function complete(wished: Language): Promise<void> {
  if (whole.has(wished)) return
  learn(wished, await restOf(wished))
  whole.add(wished)
}

function learn(wished: Language, tree: Sentences): void {
  for (const [name, sentence] of sentencesIn(tree)) sentences[wished].set(name, sentence)
}

function speak(wished: Language): void {
  language = wished
  document.documentElement.lang = wished
  translator.set(createTranslate(sentences[wished], wished))
}

async function firstOf(wished: Language): Promise<Sentences> {
  switch (wished) {
    case 'en':
      return (await import('./en-first.ts')).enFirst
    case 'fr':
      return spaced(wished, (await import('./fr-first.ts')).frFirst)
  }
}

async function restOf(wished: Language): Promise<Sentences> {
  switch (wished) {
    case 'en':
      return (await import('./en.ts')).en
    case 'fr':
      return spaced(wished, (await import('./fr.ts')).fr)
  }
}
