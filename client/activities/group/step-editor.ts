import { wordsOf } from '../../i18n/words-of.ts'
import type { StepEditor } from '../../panels/host/step-editor.ts'

export const en = {
  title: 'Group',
  hint: 'People lay together what belongs together.',
  prompt: 'Without talking, put the notes that belong together into groups.',
}

export const fr = {
  title: 'Regrouper',
  hint: 'On rapproche ce qui va ensemble.',
  prompt: 'Sans parler, regroupez les notes qui vont ensemble.',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
const stepPrompt = { en: en.prompt, fr: fr.prompt }

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({ activity: 'group', prompt: [stepPrompt], seconds: 480, least: 240, writing: 'none' }),
}
