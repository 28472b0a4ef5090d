import { wordsOf } from '../../i18n/words-of.ts'
import type { StepEditor } from '../../panels/host/step-editor.ts'

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
const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
const stepPrompt = { en: en.prompt, fr: fr.prompt }

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({ activity: 'reveal', prompt: [stepPrompt], seconds: null, writing: 'none' }),
}
