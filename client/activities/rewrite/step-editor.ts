import { wordsOf } from '../../i18n/words-of.ts'
import type { StepEditor } from '../../panels/host/step-editor.ts'

export const en = {
  title: 'Rewrite',
  hint: 'A few statements side by side: people rewrite them together and keep versions.',
  prompt: 'Go from fine words to true ones: what only we could sign.',
}

export const fr = {
  title: 'Réécrire',
  hint: 'Quelques phrases côte à côte : on les réécrit ensemble et on en garde des versions.',
  prompt: 'Passer du beau au vrai : ce que nous seuls pouvons signer.',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
const stepPrompt = { en: en.prompt, fr: fr.prompt }

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({
    activity: 'rewrite',
    prompt: [stepPrompt],
    seconds: 900,
    writing: 'shared',
  }),
}
