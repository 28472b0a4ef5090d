import { wordsOf } from '../../i18n/words-of.ts'

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
export const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
export const stepPrompt = { en: en.prompt, fr: fr.prompt }
