import type { en } from './words.en.ts'

export const fr = {
  received: 'Vous avez reçu',
  receivedHint:
    'Quelqu’un ici a écrit cette note. Personne d’autre ne la lit, et personne ne sait à qui elle est allée.',
  none: 'Toutes les notes qui restent, vous les avez écrites ou déjà lues. Écrivez-en une nouvelle.',
  waiting: 'Une note va vous parvenir.',
  leads: 'Chacun prolonge une note écrite par quelqu’un d’autre.',
  yours: 'La version suivante',
  yoursNew: 'Votre nouvelle note',
  takeWords: 'Repartir de ses mots',
  kept: 'Gardé à mesure que vous écrivez.',
} satisfies typeof en
