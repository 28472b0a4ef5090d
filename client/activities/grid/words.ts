import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  what: 'What, exactly?',
  seen: 'By what will one see it?',
  way: 'Begin or stop',
  put: 'Put it there',
  added: 'It is in its cell.',
  write: 'Write: {{column}}, {{row}}',
  cell: '{{column}}, {{row}}: {{count}}',
  next: 'Next empty cell',
  close: 'Close',
  table_one: 'Table {{tables}}',
  table_other: 'Tables {{tables}}',
  own: 'Your table',
  left_one: '{{count}} empty',
  left_other: '{{count}} empty',
  noRows: 'No principle is settled on this board, so the grid has no rows. Settle principles first.',
  all: 'All cells',
  waiting: 'You have begun these',
}

export const fr = {
  what: 'Quoi, exactement ?',
  seen: 'À quoi le verra-t-on ?',
  way: 'Commencer ou arrêter',
  put: 'Poser',
  added: 'C’est dans sa case.',
  write: 'Écrire : {{column}}, {{row}}',
  cell: '{{column}}, {{row}} : {{count}}',
  next: 'Case vide suivante',
  close: 'Fermer',
  table_one: 'Table {{tables}}',
  table_other: 'Tables {{tables}}',
  own: 'Votre table',
  left_one: '{{count}} vide',
  left_other: '{{count}} vides',
  noRows:
    'Aucun principe n’est fixé sur ce tableau : la grille n’a pas de lignes. Fixez d’abord des principes.',
  all: 'Toutes les cases',
  waiting: 'Vous avez commencé',
} satisfies typeof en

export const gridWords = wordsOf({ en, fr })
