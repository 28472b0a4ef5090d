import { wordsOf } from '../../i18n/words-of.ts'
import type { StepEditor } from '../../panels/host/step-editor.ts'

export const en = {
  title: 'Name',
  hint: 'People find a sentence for each group.',
  prompt: 'Name each group with a sentence.',
}

export const fr = {
  title: 'Nommer',
  hint: 'On trouve une phrase pour chaque groupe.',
  prompt: 'Nommez chaque groupe par une phrase.',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
const stepPrompt = { en: en.prompt, fr: fr.prompt }

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({ activity: 'name', prompt: [stepPrompt], seconds: 120, least: 60, writing: 'none' }),
}
