import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  title: 'Write',
  hint: 'People write notes, alone and unseen or together.',
  prompt: 'What do you think? One idea per note.',
  stepField: 'Notes',
  way: 'How people write',
  private: 'Alone and unseen',
  privateHint: 'Notes appear when you reveal them.',
  shared: 'Together',
  sharedHint: 'Everybody sees each note at once.',
  field: 'Field {{number}}',
  addField: 'Add a field',
  removeField: 'Remove the field “{{name}}”',
}

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

/** The sentences about steps of this activity in the editor of the agenda. */
export const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
export const stepPrompt = { en: en.prompt, fr: fr.prompt }
export const stepField = { en: en.stepField, fr: fr.stepField }
