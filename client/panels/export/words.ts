import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  open: 'Export',
  heading: 'Export the board',
  what: 'Format',
  pdf: 'PDF of the board',
  pdfHint: 'As on the screen, with text you can search and copy',
  report: 'Report',
  reportHint: 'Results, groups and their notes, to read and send',
  png: 'Image (PNG)',
  pngHint: 'A picture for slides',
  csv: 'Table (CSV)',
  csvHint: 'One row for each note, for a spreadsheet',
  markdown: 'Text (Markdown)',
  markdownHint: 'Groups and notes, for a wiki',
  canvas: 'Drawing (JSON Canvas)',
  canvasHint: 'Groups and notes in their places, for Obsidian and others',
  json: 'Whole board (JSON)',
  jsonHint: 'To keep, or to import as a new board',
  evidence: 'Evidence (signed HTML)',
  evidenceHint: 'How the sentence came about, in a file that names a changed byte',
  paper: 'Paper',
  one: 'One page',
  a3: 'A3 pages',
  a4: 'A4 pages',
  start: 'Export',
  working: 'Preparing the file',
  waiting: 'Waiting for other files to be made',
  quoted: '“{{text}}…”',
  missing: 'No font on this server has these signs; the file shows □ for them: {{signs}}',
  shortened_one: 'One note is shortened in this file, because its text is too complex to set: {{notes}}',
  shortened_other:
    '{{count}} notes are shortened in this file, because their texts are too complex to set: {{notes}}',
  ready: 'The file is ready.',
  download: 'Download {{file}}',
  again: 'Export another file',
  privacy:
    'Files contain no ballots and no access links. Names stand only on notes that their authors signed.',
}

export const fr = {
  open: 'Exporter',
  heading: 'Exporter le tableau',
  what: 'Format',
  pdf: 'PDF du tableau',
  pdfHint: 'Comme à l’écran, avec du texte que l’on peut chercher et copier',
  report: 'Compte rendu',
  reportHint: 'Résultats, groupes et leurs notes, à lire et à envoyer',
  png: 'Image (PNG)',
  pngHint: 'Une image pour vos présentations',
  csv: 'Feuille de calcul (CSV)',
  csvHint: 'Une ligne par note, pour un tableur',
  markdown: 'Texte (Markdown)',
  markdownHint: 'Groupes et notes, pour un wiki',
  canvas: 'Dessin (JSON Canvas)',
  canvasHint: 'Groupes et notes à leur place, pour Obsidian et d’autres',
  json: 'Tableau entier (JSON)',
  jsonHint: 'À conserver, ou à importer comme nouveau tableau',
  evidence: 'Dossier de preuve (HTML signé)',
  evidenceHint: 'Comment la phrase est née, dans un fichier qui nomme un octet changé',
  paper: 'Papier',
  one: 'Une seule page',
  a3: 'Pages A3',
  a4: 'Pages A4',
  start: 'Exporter',
  working: 'Préparation du fichier',
  waiting: 'En attente : d’autres fichiers sont en cours',
  quoted: '« {{text}}… »',
  missing:
    'Aucune police de ce serveur ne contient ces signes ; le fichier montre □ à leur place : {{signs}}',
  shortened_one:
    'Une note est abrégée dans ce fichier, car son texte est trop complexe à composer : {{notes}}',
  shortened_other:
    '{{count}} notes sont abrégées dans ce fichier, car leur texte est trop complexe à composer : {{notes}}',
  ready: 'Le fichier est prêt.',
  download: 'Télécharger {{file}}',
  again: 'Exporter un autre fichier',
  privacy:
    'Les fichiers ne contiennent ni bulletins de vote ni liens d’accès. Seules les notes signées par leur auteur portent un nom.',
} satisfies typeof en

/** The sentences of exporting a board. */
export const exportWords = wordsOf({ en, fr })
