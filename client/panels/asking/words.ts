import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  promise: 'Nobody learns who answered what. Fewer than three answers are not shown.',
  promiseOutcome: 'Nobody learns who answered what. Fewer than five answers tell the outcome alone.',
  give: 'Give',
  change: 'Change',
  counted: 'Counted. You can change it until the answers are shown.',
  waiting: 'Kept here until the network is back.',
  late: 'The answers were shown before you gave these words. Nobody has seen them.',
  lateChoice: 'Your choice did not arrive in time, so it does not count.',
  why: 'Say why',
  whyLabel: 'Why?',
  whyHint: 'Everybody reads it with the answers, without a name unless you sign it.',
  keepWhy: 'Send this reason',
  keptWhy: 'Sent. The group reads it when the test is closed.',
  savedWhy: 'Saved for you alone. Not sent yet.',
  takePart: 'Only people who take part answer.',
  notAsked: 'Nothing is asked yet.',
  again: 'Ask once more',
  pair: 'Pair {{n}} of {{of}}',
  thing: '{{n}} of {{of}}',
  chosen: 'Your choice',
  choose: 'Choose',
  heardOpen: 'You are asked: {{questions}}',
  heardShown: 'The answers are shown. {{result}}',
}

export const fr = {
  promise: 'Personne ne saura qui a répondu quoi. En dessous de trois, les réponses ne sont pas montrées.',
  promiseOutcome:
    'Personne ne saura qui a répondu quoi. En dessous de cinq réponses, seule l’issue est montrée.',
  give: 'Donner',
  change: 'Changer',
  counted: 'Comptée. Vous pouvez la changer jusqu’à ce que les réponses soient montrées.',
  waiting: 'Gardée ici jusqu’au retour du réseau.',
  late: 'Les réponses ont été montrées avant que vous donniez ces mots. Personne ne les a vus.',
  lateChoice: 'Votre choix n’est pas arrivé à temps : il ne compte pas.',
  why: 'Dire pourquoi',
  whyLabel: 'Pourquoi ?',
  whyHint: 'Tout le monde la lira avec les réponses, sans nom, sauf si vous la signez.',
  keepWhy: 'Envoyer cette explication',
  keptWhy: 'Envoyée. Le groupe la lira à la clôture.',
  savedWhy: 'Personne d’autre ne la voit. Pas encore envoyée.',
  takePart: 'Seules les personnes qui participent répondent.',
  notAsked: 'Rien n’est demandé pour l’instant.',
  again: 'Demander encore une fois',
  pair: 'Paire {{n}} sur {{of}}',
  thing: '{{n}} sur {{of}}',
  chosen: 'Votre choix',
  choose: 'Choisir',
  heardOpen: 'On vous demande : {{questions}}',
  heardShown: 'Les réponses sont montrées. {{result}}',
} satisfies typeof en

/** The sentences that all questions have in common. */
export const askingWords = wordsOf({ en, fr })
