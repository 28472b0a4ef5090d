import type { TokenScope } from '#shared/workshop/token-scope.ts'
import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  heading: 'Access tokens, for your programs',
  intro: 'A program works on this board with its token, over HTTP.',
  none: 'No program has a token yet.',
  scopes: { read: 'Read', add: 'Add notes', lead: 'Lead' } satisfies Record<TokenScope, string>,
  /** In a list, in the middle of a sentence. */
  may: { read: 'read', add: 'add notes', lead: 'lead' } satisfies Record<TokenScope, string>,
  never: '{{may}}; made on {{date}}, never used',
  used: '{{may}}; last used {{ago}}',
  now: 'just now',
  name: 'What will it be for?',
  rights: 'It may',
  make: 'Create a token',
  secretOf: 'Token for {{name}}',
  copy: 'Copy the token',
  once: 'Copy it now: it is shown here once, and never again.',
  onceHint: 'It will be shown once, here, and never again.',
  withdraw: 'Withdraw',
  withdrawOf: 'Withdraw the token for {{name}}',
  withdrawAsk: 'The program that uses it is refused from then on. What it has written stays.',
  withdrawConfirm: 'Withdraw the token',
  kept: 'If you replace the facilitator link, tokens that other facilitators made stop working.',
}

export const fr = {
  heading: 'Jetons d’accès, pour vos programmes',
  intro: 'Un programme travaille sur ce tableau avec son jeton, par HTTP.',
  none: 'Aucun programme n’a encore de jeton.',
  scopes: { read: 'Lire', add: 'Ajouter des notes', lead: 'Mener' },
  may: { read: 'lire', add: 'ajouter des notes', lead: 'mener' },
  never: '{{may}} ; créé le {{date}}, jamais utilisé',
  used: '{{may}} ; a servi {{ago}}',
  now: 'à l’instant',
  name: 'À quoi servira-t-il ?',
  rights: 'Il peut',
  make: 'Créer un jeton',
  secretOf: 'Jeton pour {{name}}',
  copy: 'Copier le jeton',
  once: 'Copiez-le maintenant : il se montre une fois, ici, puis plus jamais.',
  onceHint: 'Il se montrera une fois, ici, puis plus jamais.',
  withdraw: 'Retirer',
  withdrawOf: 'Retirer le jeton pour {{name}}',
  withdrawAsk: 'Le programme qui s’en sert sera refusé. Ce qu’il a écrit reste.',
  withdrawConfirm: 'Retirer le jeton',
  kept: 'Si vous remplacez le lien des animateurs, les jetons créés par d’autres animateurs cessent de fonctionner.',
} satisfies typeof en

/** The sentences about tokens of programs. */
export const tokenWords = wordsOf({ en, fr })
