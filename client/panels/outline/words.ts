import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  heading: 'The board as a list',
  empty: 'Nothing is on the board yet.',
  into_one: 'Into “{{title}}”, which has {{count}} note.',
  into_other: 'Into “{{title}}”, which has {{count}} notes.',
  out: 'Out of its group.',
  back: 'It is back at its place.',
  nothingMoves: 'Nothing moves for others before Enter.',
  key: { turn: 'Up, down', out: 'Left', make: 'G', park: 'P', put: 'Enter', back: 'Esc' },
  does: {
    turn: 'another group',
    out: 'out of its group',
    make: 'a new group',
    park: 'to the parking lot',
    put: 'put it there',
    back: 'leave it where it was',
  },
  keys: 'Enter: write · Alt with arrows: move · M: choose a group · N: new note · + and −: vote',
}

export const fr = {
  heading: 'Le tableau en liste',
  empty: 'Il n’y a encore rien sur le tableau.',
  into_one: 'Dans « {{title}} », qui a {{count}} note.',
  into_other: 'Dans « {{title}} », qui a {{count}} notes.',
  out: 'Hors de son groupe.',
  back: 'Elle est revenue à sa place.',
  nothingMoves: 'Rien ne bouge pour les autres avant Entrée.',
  key: { turn: 'Haut, bas', out: 'Gauche', make: 'G', park: 'P', put: 'Entrée', back: 'Échap' },
  does: {
    turn: 'un autre groupe',
    out: 'hors du groupe',
    make: 'un groupe neuf',
    park: 'au parking',
    put: 'la poser là',
    back: 'la rendre à sa place',
  },
  keys: 'Entrée : écrire · Alt et flèches : déplacer · M : choisir un groupe · N : nouvelle note · + et − : voter',
} satisfies typeof en

/** The sentences of the outline that stands beside the board. */
export const outlineWords = wordsOf({ en, fr })
