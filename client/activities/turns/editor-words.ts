import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  title: 'Take turns',
  hint: 'One person after the other speaks, in an order of chance, each with a clock. Everyone notes a word to keep.',
  prompt: 'This is my object. I chose it because…',
  cards: 'Our objects',
  kept: 'Words worth keeping',
  each: 'Seconds for each person',
  minus: 'Less',
  plus: 'More',
}

export const fr = {
  title: 'Tour de parole',
  hint: 'Chacun parle à son tour, dans un ordre tiré au sort, avec un chronomètre. Tous notent un mot à garder.',
  prompt: 'Voici mon objet. Je l’ai choisi parce que…',
  cards: 'Nos objets',
  kept: 'Les mots à garder',
  each: 'Secondes par personne',
  minus: 'Moins',
  plus: 'Plus',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
export const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
export const stepPrompt = { en: en.prompt, fr: fr.prompt }
export const stepCards = { en: en.cards, fr: fr.cards }
export const stepKept = { en: en.kept, fr: fr.kept }
