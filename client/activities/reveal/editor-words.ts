import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  title: 'Reveal',
  hint: 'All private notes appear at once, in a random order.',
  prompt: 'Read what everyone wrote.',
}

export const fr = {
  title: 'Révéler',
  hint: 'Toutes les notes privées apparaissent ensemble, dans un ordre tiré au sort.',
  prompt: 'Lisez ce que chacun a écrit.',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
export const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
export const stepPrompt = { en: en.prompt, fr: fr.prompt }
