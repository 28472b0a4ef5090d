import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  leave: 'Leave (Esc)',
  blank: 'The first notes appear here.',
  byViewerLink:
    'The projector view uses the viewer link. Open it from the menu of the board, or from “Share”.',
  framedByViewerLink:
    'Only a viewer link opens a board in another page, and this one is none, or no longer works.',
}

export const fr = {
  leave: 'Quitter (Échap)',
  blank: 'Les premières notes apparaîtront ici.',
  byViewerLink:
    'La vue projecteur utilise le lien des observateurs. Ouvrez-la depuis le menu du tableau, ou depuis « Partager ».',
  framedByViewerLink:
    'Seul un lien des observateurs ouvre un tableau dans une autre page. Celui-ci n’en est pas un, ou ne fonctionne plus.',
} satisfies typeof en

/** The sentences of the projector’s page alone. */
export const projectorWords = wordsOf({ en, fr })
