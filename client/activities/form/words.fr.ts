import type { en } from './words.en.ts'

export const fr = {
  promise:
    'Vous seul voyez vos réponses. Pendant l’atelier, vous partagez celles dont le champ le dit, et rien d’autre.',
  promiseTaken:
    'L’atelier a repris ce que vous partagez : vous le retrouvez parmi vos notes. Tout le reste demeure entre vos mains.',
  notOpen: 'Vos réponses sont conservées. On ne peut pas les modifier maintenant.',
  noDesk: 'Pour répondre, entrez avec le lien des participants.',
  question: 'Question {{number}} sur {{total}}',
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
