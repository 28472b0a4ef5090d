export const en = {
  leave: 'Leave (Esc)',
  blank: 'The first notes appear here.',
  blankPrivate: 'Everyone writes alone. The notes appear here when they are shown.',
  page: '{{page}} of {{pages}}',
  byViewerLink:
    'The projector view uses the viewer link. Open it from the menu of the board, or from “Share”.',
}
