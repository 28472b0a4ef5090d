import type { en } from './words.en.ts'

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
  json: 'Tableau entier (JSON)',
  jsonHint: 'À conserver, ou à importer comme nouveau tableau',
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
