import type { en } from './words.en.ts'

export const fr = {
  leave: 'Quitter (Échap)',
  page: '{{page}} sur {{pages}}',
  byViewerLink:
    'La vue projecteur utilise le lien des observateurs. Ouvrez-la depuis le menu du tableau, ou depuis « Partager ».',
} satisfies typeof en
