import type { en } from './words.en.ts'

export const fr = {
  workbench: 'Nos phrases',
  nothing: 'Il n’y a rien à réécrire ici : l’étape précédente n’a rien transmis.',
  chosen_one:
    '{{of}} propositions ont été retenues : la première du classement est ici, les autres restent sur le tableau.',
  chosen_other:
    '{{of}} propositions ont été retenues : les {{count}} premières du classement sont ici, les autres restent sur le tableau.',
  statement: 'Phrase {{number}}',
  words: 'Texte de la phrase {{number}}',
  yourTable: 'Votre table l’écrit',
  table_one: 'La table {{tables}} l’écrit',
  table_other: 'Les tables {{tables}} l’écrivent',
  waits: 'Elle attend le prochain tour',
  keep: 'Garder cette version',
  isNew: 'Modifiée depuis la dernière version',
  isKept: 'Gardée : version {{number}}',
  readAloud: 'Lire à voix haute',
  versions: 'Versions',
  origin: 'D’où vient la version {{number}}',
  version: 'Version {{number}}',
  specific: '{{share}} de « Non » sous d’autres noms : singulière',
  notSpecific: '{{share}} de « Non » sous d’autres noms : pas encore singulière',
  help: 'Tout le monde écrit dans le même texte, en même temps. Gardez une version chaque fois que les mots méritent d’être retrouvés : plus rien ne la modifiera.',
  helpTables:
    'Chaque table réécrit une phrase, puis les tables échangent. Gardez une version chaque fois que les mots méritent d’être retrouvés.',
  showBoard: 'Voir le tableau',
  showStatements: 'Voir les phrases',
  heardKept: 'La version {{version}} de la phrase {{number}} a été gardée.',
} satisfies typeof en
