import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Écrire',
  hint: 'On écrit des notes, chacun pour soi ou ensemble.',
  prompt: 'Qu’en pensez-vous ? Une idée par note.',
  stepField: 'Notes',
  way: 'Comment on écrit',
  private: 'Chacun pour soi',
  privateHint: 'Les notes apparaissent quand vous les révélez.',
  shared: 'Ensemble',
  sharedHint: 'Chacun voit aussitôt chaque note.',
  field: 'Champ {{number}}',
  addField: 'Ajouter un champ',
  removeField: 'Supprimer le champ « {{name}} »',
} satisfies typeof en
