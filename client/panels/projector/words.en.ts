export const en = {
  leave: 'Leave (Esc)',
  page: '{{page}} of {{pages}}',
  byViewerLink:
    'The projector view uses the viewer link. Open it from the menu of the board, or from “Share”.',
}
