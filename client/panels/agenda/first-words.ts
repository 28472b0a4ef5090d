import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  task: 'Your task',
  outcome: 'Result',
  emptyBoard: 'The workshop will begin here.',
  emptyTalk: 'Notes will come here. For now, people talk.',
}

export const fr = {
  task: 'À vous',
  outcome: 'Résultat',
  emptyBoard: 'L’atelier commencera ici.',
  emptyTalk: 'Les notes viendront ici. Pour l’instant, on parle.',
} satisfies typeof en

/** The sentences of the agenda that load with the page. */
export const agendaFirstWords = wordsOf({ en, fr })
