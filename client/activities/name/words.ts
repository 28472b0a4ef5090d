import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  named: '{{count}} of {{total}} named',
  title_one: 'Title of the group {{group}}, {{count}} note',
  title_other: 'Title of the group {{group}}, {{count}} notes',
  placeholder: 'What do these notes want?',
  none: 'There are no groups yet. Go back to group the notes first.',
  noneYet: 'There are no groups yet.',
}

export const fr = {
  named: 'Nommés : {{count}} sur {{total}}',
  title_one: 'Titre du groupe {{group}}, {{count}} note',
  title_other: 'Titre du groupe {{group}}, {{count}} notes',
  placeholder: 'Que veulent ces notes ?',
  none: 'Il n’y a pas encore de groupe. Revenez en arrière pour regrouper les notes.',
  noneYet: 'Il n’y a pas encore de groupe.',
} satisfies typeof en

/** The sentences of the task. */
export const nameWords = wordsOf({ en, fr })
