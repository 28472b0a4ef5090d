import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  promise:
    'Only you see your answers. In the workshop you share the answers whose field says so, and nothing else.',
  promiseTaken:
    'The workshop has taken what you shared: you find it among your notes. All else stays with you.',
  notOpen: 'Your answers are kept. They cannot be changed now.',
  noDesk: 'To answer, join with the link for participants.',
  question: '{{number}}/{{total}}',
  placeholder: 'Your answer',
  object: 'It stays with you. In the round of objects you can show it with one press.',
  taken: 'Shared: it is among your notes now.',
  addPhoto: 'Add a photo',
  otherPhoto: 'Another photo',
  removePhoto: 'Remove the photo',
  audience: 'Who sees your answer {{number}}',
  photoInReport: 'The report may show this photo',
  group: 'Your group',
  groupHint: 'By choice. The report counts who prepared by group, five people or more at a time.',
  noGroup: 'I prefer not to say',
  done: 'I am done for now',
  keeping: {
    joining: 'Opening your answers…',
    saving: 'Keeping…',
    saved: 'Kept on this server, seen by you alone',
    offline: 'No connection: kept in this browser until there is one',
    other: 'Not kept on the server now',
  },
}

export const fr = {
  promise:
    'Vous seul voyez vos réponses. Pendant l’atelier, vous partagez celles dont le champ le dit, et rien d’autre.',
  promiseTaken:
    'L’atelier a repris ce que vous partagez : vous le retrouvez parmi vos notes. Tout le reste demeure entre vos mains.',
  notOpen: 'Vos réponses sont conservées. On ne peut pas les modifier maintenant.',
  noDesk: 'Pour répondre, entrez avec le lien des participants.',
  question: '{{number}}/{{total}}',
  placeholder: 'Votre réponse',
  object: 'Elle reste à vous. Au tour des objets, vous pourrez la montrer d’un geste.',
  taken: 'Partagée : elle est maintenant parmi vos notes.',
  addPhoto: 'Ajouter une photo',
  otherPhoto: 'Une autre photo',
  removePhoto: 'Retirer la photo',
  audience: 'Qui voit votre réponse {{number}}',
  photoInReport: 'Le compte rendu peut montrer cette photo',
  group: 'Votre groupe',
  groupHint:
    'Au choix. Le compte rendu dit combien de personnes se sont préparées par groupe, à partir de cinq.',
  noGroup: 'Je préfère ne pas le dire',
  done: 'J’ai fini pour l’instant',
  keeping: {
    joining: 'Vos réponses s’ouvrent…',
    saving: 'Enregistrement…',
    saved: 'Conservé sur ce serveur, rien que pour vous',
    offline: 'Pas de connexion : conservé dans ce navigateur en attendant',
    other: 'Pas encore conservé sur le serveur',
  },
} satisfies typeof en

/** The sentences of forms. */
export const formWords = wordsOf({ en, fr })
