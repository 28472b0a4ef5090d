import type { en } from './words.en.ts'

export const fr = {
  received: 'Vous avez reçu',
  receivedHint:
    'Quelqu’un ici a écrit cette note. Personne d’autre ne la lit, et personne ne sait à qui elle est allée.',
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
