import { wordsOf } from '../../i18n/words-of.ts'
import type { StepEditor } from '../../panels/host/step-editor.ts'

export const en = {
  title: 'Consent',
  hint: 'Everyone says in secret from 0 to 5 whether they can carry one sentence. Objections get an answer; then it is adopted.',
  prompt: 'Can you carry this sentence?',
  help: 'What would harm our team, or those we serve, if we adopted this sentence?',
}

export const fr = {
  title: 'Consentir',
  hint: 'Chacun dit en secret, de 0 à 5, s’il peut porter une phrase. Les objections reçoivent une réponse ; puis elle est adoptée.',
  prompt: 'Pouvez-vous porter cette phrase ?',
  help: 'Qu’est-ce qui abîmerait notre équipe, ou ceux que nous servons, si nous adoptions cette phrase ?',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
const stepPrompt = { en: en.prompt, fr: fr.prompt }
const stepHelp = { en: en.help, fr: fr.help }

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({ activity: 'consent', prompt: [stepPrompt, stepHelp], seconds: 900, writing: 'none' }),
}
