import type { en } from './words.en.ts'

export const fr = {
  heading: 'Écriture privée',
  beginHeading: 'Écriture privée',
  beginPeople:
    'Dès maintenant, chaque nouvelle note n’est visible que par son auteur. Le tableau reste tel quel.',
  beginYou:
    'Vous voyez combien de personnes ont écrit, mais pas leurs notes. Les notes que vous posez vous-même sur le tableau sont visibles par tous.',
  beginReveal:
    'Quand vous révélerez les notes, elles apparaîtront toutes en même temps, dans un ordre aléatoire.',
  beginConfirm: 'Commencer l’écriture privée',
  end: 'Arrêter sans révéler',
  ended: 'Chacun écrit de nouveau sur le tableau. Les notes privées restent à leurs auteurs.',
  heardBegin: 'L’écriture en privé commence. Personne ne voit les nouvelles notes avant la révélation.',
  heardEnd: 'L’écriture en privé est terminée.',
  meaning: 'Personne d’autre ne voit vos notes avant la révélation.',
  meaningFacilitator: 'Chacun écrit de son côté ; personne ne voit ces notes avant que vous ne les révéliez.',
  meaningViewer: 'Les participants écrivent en privé. Leurs notes apparaîtront ici une fois révélées.',
  nobodyHere: 'Personne pour l’instant',
  progress_one: 'Ont écrit : {{count}} sur {{of}}',
  progress_other: 'Ont écrit : {{count}} sur {{of}}',
  reveal: 'Tout révéler',
  revealHeading: 'Révéler toutes les notes',
  revealHow:
    'Toutes les notes apparaissent en même temps sur tous les écrans, dans un ordre aléatoire. Une note n’est signée que si son auteur l’a voulu ; les autres ne portent aucun nom.',
  revealWhat:
    'Les notes que leurs auteurs gardent pour eux restent privées. Ensuite, chacun écrit de nouveau sur le tableau. On ne peut pas revenir en arrière.',
  revealConfirm: 'Révéler les notes',
  revealedNone: 'Il n’y avait aucune note à révéler.',
  promise: 'Personne d’autre que vous ne voit ces notes avant la révélation.',
  promiseAfter_one:
    'Cette note n’a pas été révélée. Personne d’autre que vous ne la voit : gardez-la ou supprimez-la.',
  promiseAfter_other:
    'Ces notes n’ont pas été révélées. Personne d’autre que vous ne les voit : gardez-les ou supprimez-les.',
  new: 'Nouvelle note',
  draft: 'Votre note {{number}}',
  placeholder: 'Votre idée',
  author: 'Nom sur votre note {{number}}',
  anonymous: 'Anonyme',
  signed: 'Signée {{name}}',
  hold: 'Garder pour moi',
  signHint: 'Votre nom figurera sur la note, sur la vue projecteur et dans les fichiers exportés.',
  addPhoto: 'Ajouter une image à votre note {{number}}',
  remove: 'Supprimer votre note {{number}}',
  keep: 'Garder en privé',
  removeAll_one: 'La supprimer',
  removeAll_other: 'Supprimer les {{count}}',
  empty: 'Rien d’écrit pour l’instant. Votre première idée suffit.',
  left_one: '{{count}} note que personne d’autre ne voit',
  left_other: '{{count}} notes que personne d’autre ne voit',
  moment: {
    privateBegan: 'L’écriture privée a commencé.',
    revealed: 'Les notes privées ont été révélées.',
    privateEnded: 'L’écriture privée a pris fin.',
  },
  stepAdd: 'Ajouter la note',
  stepAdded: 'La note est sur le tableau.',
  stepAddedPrivately: 'La note est parmi les vôtres.',
  stepCount_one: '{{count}} note',
  stepCount_other: '{{count}} notes',
  stepTarget: '{{count}} sur {{target}}',
} satisfies typeof en
