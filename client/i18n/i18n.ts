import { atom } from 'nanostores'
import { languages, type Language } from '#shared/board/document.ts'
import { recall, remember } from '../browser-storage.ts'
import type { Catalogue } from './catalogue.ts'
import { createTranslate, type Translate } from './translate.ts'

export type { Translate } from './translate.ts'

const storageKey = 'boussole.language'

/** A new function for each language, so that what was computed with one is computed again with the other. */
export const translator = atom<Translate>((name) => name)

/** Sentences in the person's language, for code outside React (toasts); components use `useTranslation`. */
export const t: Translate = (name, values) => translator.get()(name, values)

const spoken = new Map<Language, Translate>()
let language: Language = 'en'

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

/** Settles when the first catalogue is there; only the language in use is downloaded. */
export async function startI18n(wished: Language = preferredLanguage()): Promise<void> {
  await speak(wished)
}

/** False when its sentences cannot be downloaded: everything stays as it is. */
export async function chooseLanguage(wished: Language): Promise<boolean> {
  try {
    await speak(wished)
  } catch {
    // Cut off, most likely.
    return false
  }
  remember(storageKey, wished)
  return true
}

async function speak(wished: Language): Promise<void> {
  const translate = spoken.get(wished) ?? createTranslate(await catalogueOf(wished), wished)
  spoken.set(wished, translate)
  language = wished
  document.documentElement.lang = wished
  translator.set(translate)
}

async function catalogueOf(wished: Language): Promise<Catalogue> {
  switch (wished) {
    case 'en':
      return (await import('./en.ts')).en
    case 'fr': {
      const [{ fr }, { eachSentence, frenchSpaces }] = await Promise.all([
        import('./fr.ts'),
        import('./typography.ts'),
      ])
      return eachSentence(fr, frenchSpaces)
    }
  }
}
