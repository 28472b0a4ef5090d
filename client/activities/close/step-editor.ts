import { wordsOf } from '../../i18n/words-of.ts'
import type { StepEditor } from '../../panels/host/step-editor.ts'

export const en = {
  title: 'Close the day',
  hint: 'The next date, what each person takes home, and the parking lot once more.',
  prompt: 'What we take with us, and when we meet again.',
}

export const fr = {
  title: 'Refermer la journée',
  hint: 'Le prochain rendez-vous, ce que chacun emporte, et le parking relu.',
  prompt: 'Ce que nous emportons, et quand nous nous retrouvons.',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
const stepPrompt = { en: en.prompt, fr: fr.prompt }

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({ activity: 'close', prompt: [stepPrompt], seconds: 300, writing: 'none' }),
}
