import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  addedPrivately: 'Your note was added to your private notes.',
  list: 'List',
  board: 'Board',
  toBoard: 'Show the board',
  fromBoard: 'Hide the board',
  view: 'View',
  write: 'Write a note',
  add: 'Add the note',
  added: 'Your note is on the board.',
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
  emptyList: 'No notes yet. Write the first one below.',
  emptyListViewer: 'No notes yet. The first ones will appear here.',
  edit: 'Edit this note',
  done: 'Done',
}

export const fr = {
  addedPrivately: 'Votre note a été ajoutée à vos notes privées.',
  list: 'Liste',
  board: 'Tableau',
  toBoard: 'Voir le tableau',
  fromBoard: 'Masquer le tableau',
  view: 'Affichage',
  write: 'Écrire une note',
  add: 'Ajouter la note',
  added: 'Votre note est sur le tableau.',
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
  emptyList: 'Pas encore de notes. Écrivez la première ci-dessous.',
  emptyListViewer: 'Pas encore de notes. Les premières apparaîtront ici.',
  edit: 'Modifier cette note',
  done: 'Terminé',
} satisfies typeof en

/** The sentences of the phone’s list. */
export const phoneWords = wordsOf({ en, fr })
