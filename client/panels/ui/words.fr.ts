import type { en } from './words.en.ts'

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
