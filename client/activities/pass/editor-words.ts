import { wordsOf } from '../../i18n/words-of.ts'

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
export const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
export const stepPrompt = { en: en.prompt, fr: fr.prompt }
