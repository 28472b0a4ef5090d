import { wordsOf } from '../../i18n/words-of.ts'
import type { StepEditor } from '../../panels/host/step-editor.ts'

export const en = {
  title: 'Read',
  hint: 'People read, merge what is the same, and ask to understand.',
  prompt: 'Read everything. Ask what you do not understand.',
}

export const fr = {
  title: 'Lire',
  hint: 'On lit, on réunit ce qui dit la même chose, on demande ce qui n’est pas clair.',
  prompt: 'Lisez tout. Demandez ce que vous ne comprenez pas.',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
const stepPrompt = { en: en.prompt, fr: fr.prompt }

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({ activity: 'read', prompt: [stepPrompt], seconds: 300, writing: 'none' }),
}
