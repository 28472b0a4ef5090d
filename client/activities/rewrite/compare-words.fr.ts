import type { en } from './compare-words.en.ts'

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
