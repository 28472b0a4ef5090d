import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  received: 'You received',
  receivedHint: 'Someone here wrote this. You alone read it; nobody learns that you have it.',
  none: 'You wrote or have read all the notes that are left. Write a new one.',
  late: 'You came after the notes were passed on. Your facilitator can give you one. Until then, write a new one.',
  wait_one: '{{count}} person came late and waits for a note.',
  wait_other: '{{count}} people came late and wait for a note.',
  deal: 'Give them a note',
  dealHint: 'They read what others have written. Check that you know them.',
  waiting: 'A note is on its way to you.',
  leads: 'Everyone builds on a note that someone else wrote.',
  yours: 'The next version',
  yoursNew: 'Your new note',
  takeWords: 'Start from its words',
  kept: 'Kept as you write.',
}

export const fr = {
  received: 'Vous avez reçu',
  receivedHint: 'Quelqu’un ici l’a écrite. Personne d’autre ne la lit, ni ne sait qui l’a.',
  none: 'Toutes les notes qui restent, vous les avez écrites ou déjà lues. Écrivez-en une nouvelle.',
  late: 'Vous êtes arrivé après le passage des notes. L’animateur peut vous en donner une. D’ici là, écrivez-en une nouvelle.',
  wait_one: '{{count}} personne est arrivée après coup et attend une note.',
  wait_other: '{{count}} personnes sont arrivées après coup et attendent une note.',
  deal: 'Leur donner une note',
  dealHint: 'Elles liront ce que d’autres ont écrit. Vérifiez que vous les connaissez.',
  waiting: 'Une note va vous parvenir.',
  leads: 'Chacun prolonge une note écrite par quelqu’un d’autre.',
  yours: 'La version suivante',
  yoursNew: 'Votre nouvelle note',
  takeWords: 'Repartir de ses mots',
  kept: 'Gardé à mesure que vous écrivez.',
} satisfies typeof en

/** The sentences of the task. */
export const passWords = wordsOf({ en, fr })
