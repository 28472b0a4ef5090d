import { wordsOf } from '../../i18n/words-of.ts'
import type { StepEditor } from '../../panels/host/step-editor.ts'

export const en = {
  title: 'Pass on',
  hint: 'Everyone builds on a note that someone else wrote in private. Each note goes to one person.',
  prompt: 'Build on the note you received: more precise, truer, shorter. Do not erase; write the next one.',
}

export const fr = {
  title: 'Faire passer',
  hint: 'Chacun prolonge une note qu’une autre personne a écrite en privé. Chaque note n’a qu’un lecteur.',
  prompt:
    'Prolongez la note reçue : plus précise, plus vraie, plus courte. N’effacez pas, écrivez la suivante.',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
const stepPrompt = { en: en.prompt, fr: fr.prompt }

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({ activity: 'pass', prompt: [stepPrompt], seconds: 180, writing: 'private' }),
}
