import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  yours: 'Yours in this step',
  yourNote: 'Your text {{number}}',
  sent: 'Sent',
  sending: 'Sending…',
  waiting: 'Will be sent when the network is back',
  takeBack: 'Take back your text {{number}}',
  tookBack: 'You have taken your text back.',
  whose: 'Who sees it',
  onlyMe: 'Nobody but you',
  hidden: 'Nobody else, until all is shown',
  hiddenSigned: 'Nobody else, until all is shown; then with your name',
  open: 'Everybody, from now, without a name',
}

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

/** The five audiences, in the same words at every field. */
export const audienceWords = wordsOf({ en, fr })
