import type { en } from './audience-words.en.ts'

export const fr = {
  yours: 'Les vôtres dans cette étape',
  yourNote: 'Votre texte {{number}}',
  sent: 'Envoyé',
  sending: 'Envoi…',
  waiting: 'Partira au retour du réseau',
  takeBack: 'Reprendre votre texte {{number}}',
  tookBack: 'Vous avez repris votre texte.',
  whose: 'Qui le voit',
  onlyMe: 'Personne d’autre que vous',
  hidden: 'Personne d’autre, avant que tout soit montré',
  hiddenSigned: 'Personne d’autre, avant que tout soit montré ; puis avec votre nom',
  open: 'Tous, dès maintenant, sans nom',
} satisfies typeof en
