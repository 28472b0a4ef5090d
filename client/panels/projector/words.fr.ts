import type { en } from './words.en.ts'

export const fr = {
  leave: 'Quitter (Échap)',
  blank: 'Les premières notes apparaîtront ici.',
  blankPrivate: 'Chacun écrit de son côté. Les notes apparaîtront ici quand elles seront montrées.',
  page: '{{page}} sur {{pages}}',
  byViewerLink:
    'La vue projecteur utilise le lien des observateurs. Ouvrez-la depuis le menu du tableau, ou depuis « Partager ».',
} satisfies typeof en
