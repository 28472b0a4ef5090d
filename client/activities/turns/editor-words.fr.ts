import type { en } from './editor-words.en.ts'

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
