import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Principes',
  hint: 'On choisit entre deux bonnes choses, et on dit à quels signes le choix se voit ou se trahit.',
  prompt: 'Pour y arriver, nous choisissons … même au détriment de … .',
  field: 'Principes',
  does: 'Ce que font les personnes',
  write: 'Écrire de son côté, à l’abri des regards',
  writeHint: 'Tous les principes seront montrés plus tard, en même temps.',
  together: 'En écrire un par groupe',
  togetherHint: 'Les groupes d’une étape précédente deviennent des principes que tout le monde réécrit.',
  settle: 'En garder de quatre à sept',
  settleHint: 'Vous choisissez ceux que l’on garde, tout le monde les réécrit, puis vous les fixez ensemble.',
  fieldTitle: 'Titre sur le tableau',
} satisfies typeof en
