import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  compare: 'Compare versions…',
  withEarlier: 'Compare with the version before',
  title: 'Compare versions',
  earlier: 'Earlier',
  later: 'Later',
  statement: 'Statement {{number}}',
  version: 'version {{number}} · {{time}}',
  now: 'as it stands now',
  removed: 'removed',
  added: 'added',
  movedAway: 'moved from here',
  movedHere: 'moved here',
  begins: '[{{what}}:',
  ends: ']',
  legend: 'Struck through: removed. Underlined: added. Dotted: moved.',
  equal: 'Both have the same words.',
  onlySigns: 'Only spaces, apostrophes or a first capital differ.',
  swap: 'Swap the two',
  none: 'Nothing to compare yet. Two versions are needed, or one that was rewritten since.',
}

export const fr = {
  compare: 'Comparer des versions…',
  withEarlier: 'Comparer avec la version précédente',
  title: 'Comparer des versions',
  earlier: 'Avant',
  later: 'Après',
  statement: 'Phrase {{number}}',
  version: 'version {{number}} · {{time}}',
  now: 'telle qu’elle est maintenant',
  removed: 'retiré',
  added: 'ajouté',
  movedAway: 'déplacé d’ici',
  movedHere: 'déplacé ici',
  begins: '[{{what}} :',
  ends: ']',
  legend: 'Barré : retiré. Souligné : ajouté. En pointillé : déplacé.',
  equal: 'Les deux ont les mêmes mots.',
  onlySigns: 'Seuls des espaces, des apostrophes ou une première majuscule diffèrent.',
  swap: 'Inverser les deux',
  none: 'Rien à comparer pour l’instant : il faut deux versions, ou une version réécrite depuis.',
} satisfies typeof en

/** The sentences about two versions side by side. */
export const compareWords = wordsOf({ en, fr })
