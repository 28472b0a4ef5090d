import type { en } from './words.en.ts'

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
  loose: 'Hors groupe',
  elsewhere: 'Ailleurs sur le tableau',
  emptyList: 'Pas encore de notes. Écrivez la première ci-dessous.',
  emptyListViewer: 'Pas encore de notes. Les premières apparaîtront ici.',
  edit: 'Modifier cette note',
  done: 'Terminé',
} satisfies typeof en
