import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  title: 'Principles',
  hint: 'People choose between two good things, and name the signs that show and betray the choice.',
  prompt: 'To get there we choose … even over … .',
  field: 'Principles',
  does: 'What people do',
  write: 'Write alone and unseen',
  writeHint: 'A reveal shows all principles later.',
  together: 'Write one for each group',
  togetherHint: 'The groups of an earlier step become principles that everybody rewrites.',
  settle: 'Keep four to seven',
  settleHint: 'You choose which ones to keep, everybody rewrites them, and together you settle them.',
  fieldTitle: 'Title on the board',
}

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

/** The sentences about steps of this activity in the editor of the agenda. */
export const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
export const stepPrompt = { en: en.prompt, fr: fr.prompt }
export const stepField = { en: en.field, fr: fr.field }
