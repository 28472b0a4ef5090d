import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  name: 'Who',
  namePlaceholder: 'One person or group',
  ring: 'How near they are',
  add: 'Put on the map',
  added: 'It is on the map.',
  same: '“{{name}}” is there already. Is it the same?',
  isSame: 'The same: leave it',
  isOther: 'Somebody else: add',
  mapLabel: 'Map of our ecosystem',
  people_one: '{{count}} on the map',
  people_other: '{{count}} on the map',
  newest: 'A full ring shows its {{count}} newest names. The list has all of them.',
  nobody: 'Nobody is on the map yet.',
  us: 'Us',
  need: 'Their need, and what it is like today',
  who: 'Whose need is it?',
  choose: 'Choose who',
  addNeed: 'Add the need',
  addedNeed: 'The need is on the board.',
  agreed: 'agreed',
  needs_one: '{{count}} need',
  needs_other: '{{count}} needs',
}

export const fr = {
  name: 'Qui',
  namePlaceholder: 'Une personne ou un groupe',
  ring: 'À quelle distance de nous',
  add: 'Placer sur la carte',
  added: 'C’est sur la carte.',
  same: '« {{name}} » y est déjà. Est-ce la même chose ?',
  isSame: 'La même : laisser',
  isOther: 'Une autre : ajouter',
  mapLabel: 'Carte de notre écosystème',
  people_one: '{{count}} sur la carte',
  people_other: '{{count}} sur la carte',
  newest: 'Un anneau plein montre ses {{count}} derniers noms. La liste les contient tous.',
  nobody: 'Personne n’est encore sur la carte.',
  us: 'Nous',
  need: 'Leur besoin, et ce qu’ils vivent aujourd’hui',
  who: 'De qui est ce besoin ?',
  choose: 'Choisir qui',
  addNeed: 'Ajouter le besoin',
  addedNeed: 'Le besoin est sur le tableau.',
  agreed: 'approuvé',
  needs_one: '{{count}} besoin',
  needs_other: '{{count}} besoins',
} satisfies typeof en

/** The sentences of the task. */
export const mapWords = wordsOf({ en, fr })
