import { createInstance } from 'i18next'
import { atom } from 'nanostores'
import { languages, type Language } from '#shared/board/document.ts'
import type { Catalogue } from './catalogue.ts'

const i18n = createInstance()
const storageKey = 'boussole.language'

/** Sentences in the person's language, for code outside React (toasts); components use `useTranslation`. */
export const t = i18n.t

export type Translate = typeof t

/** A new function for each language, so that what was computed with one is computed again with the other. */
export const translator = atom<Translate>(t)

/** The stored choice, else the first language of the browser that we speak, else English. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(storageKey)
  const wished = [stored ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2).toLowerCase())
  for (const tag of wished) {
    const known = languages.find((language) => language === tag)
    if (known) return known
  }
  return 'en'
}

export function currentLanguage(): Language {
  return languages.find((language) => language === i18n.language) ?? 'en'
}

/** Settles when the first catalogue is there; only the language in use is downloaded. */
export async function startI18n(language: Language = preferredLanguage()): Promise<void> {
  await i18n.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: await catalogueOf(language) } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  speak(language)
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language)
  if (!i18n.hasResourceBundle(language, 'translation')) {
    i18n.addResourceBundle(language, 'translation', await catalogueOf(language))
  }
  await i18n.changeLanguage(language)
  speak(language)
}

function speak(language: Language): void {
  document.documentElement.lang = language
  translator.set(i18n.getFixedT(language))
}

async function catalogueOf(language: Language): Promise<Catalogue> {
  switch (language) {
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
