import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  workbench: 'Statements',
  nothing: 'There is nothing to rewrite here: the step before has handed nothing on.',
  sentences: 'All sentences',
  statement: 'Statement {{number}}',
  words: 'Words of statement {{number}}',
  yourTable: 'Your table writes it',
  table_one: 'Table {{tables}} writes it',
  table_other: 'Tables {{tables}} write it',
  waits: 'It waits for the next round',
  keep: 'Keep this version',
  isNew: 'Changed since the last version',
  isKept: 'Kept as version {{number}}',
  readAloud: 'Read aloud',
  versions: 'Versions',
  version: 'Version {{number}}',
  help: 'Everybody writes in the same words, at the same time. Keep a version whenever the words deserve to be found again: nothing changes it afterwards.',
  helpTables:
    'Each table rewrites one statement, then they swap. Keep a version whenever the words deserve to be found again.',
  heardKept: 'Version {{version}} of statement {{number}} was kept.',
}

export const fr = {
  workbench: 'Nos phrases',
  nothing: 'Il n’y a rien à réécrire ici : l’étape précédente n’a rien transmis.',
  sentences: 'Toutes les phrases',
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
  version: 'Version {{number}}',
  help: 'Tout le monde écrit dans le même texte, en même temps. Gardez une version chaque fois que les mots méritent d’être retrouvés : plus rien ne la modifiera.',
  helpTables:
    'Chaque table réécrit une phrase, puis les tables échangent. Gardez une version chaque fois que les mots méritent d’être retrouvés.',
  heardKept: 'La version {{version}} de la phrase {{number}} a été gardée.',
} satisfies typeof en

/** The sentences of the workbench. */
export const rewriteWords = wordsOf({ en, fr })
