import { wordsOf } from '../../i18n/words-of.ts'
import type { Tint } from '#shared/board/note.ts'

export const en = {
  tints: {
    sand: 'Sand',
    sun: 'Sun',
    apricot: 'Apricot',
    rose: 'Rose',
    lilac: 'Lilac',
    sky: 'Sky',
    mint: 'Mint',
    sage: 'Sage',
  } satisfies Record<Tint, string>,
  showRest: 'Show the rest',
  showLess: 'Show less',
  localOnly: 'Links from this address work on this computer only.',
  localElsewhere: 'For phones and other computers, open the board here:',
}

export const fr = {
  tints: {
    sand: 'Sable',
    sun: 'Soleil',
    apricot: 'Abricot',
    rose: 'Rose',
    lilac: 'Lilas',
    sky: 'Ciel',
    mint: 'Menthe',
    sage: 'Sauge',
  },
  showRest: 'Afficher la suite',
  showLess: 'Réduire',
  localOnly: 'Les liens de cette adresse ne fonctionnent que sur cet ordinateur.',
  localElsewhere: 'Pour les téléphones et les autres ordinateurs, ouvrez le tableau ici :',
} satisfies typeof en

/** The names of the colours of notes, and where a board on this computer can be reached. */
export const uiWords = wordsOf({ en, fr })
