import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  leave: 'Leave (Esc)',
  blank: 'The first notes appear here.',
  byViewerLink:
    'The projector view uses the viewer link. Open it from the menu of the board, or from “Share”.',
}

export const fr = {
  leave: 'Quitter (Échap)',
  blank: 'Les premières notes apparaîtront ici.',
  byViewerLink:
    'La vue projecteur utilise le lien des observateurs. Ouvrez-la depuis le menu du tableau, ou depuis « Partager ».',
} satisfies typeof en

/** The sentences of the projector’s page alone. */
export const projectorWords = wordsOf({ en, fr })
