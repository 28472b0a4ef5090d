import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  title: 'Talk',
  hint: 'People listen and speak: a prompt and a clock. Breaks, too.',
  prompt: 'What do you want the others to hear?',
  keeps: 'It keeps its length',
  keepsHint: 'As a break does. Keeping the end time then shortens other steps.',
}

export const fr = {
  title: 'Échanger',
  hint: 'On s’écoute et on se parle : une consigne, un temps. Les pauses aussi.',
  prompt: 'Que voulez-vous que les autres entendent ?',
  keeps: 'Garder sa durée',
  keepsHint: 'Comme une pause. Pour tenir l’heure de fin, d’autres étapes raccourcissent.',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
export const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
export const stepPrompt = { en: en.prompt, fr: fr.prompt }
