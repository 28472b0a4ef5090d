import { preparationsIn, type Preparation } from '#shared/activities/form/preparation.ts'
import { filledWords } from '#shared/agenda/fill.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { formWordsOf } from './report-words.ts'

/** Counts of the people who prepared. Answers are in it nowhere: shared ones are notes of the step that took them. */
export interface FormResult extends StepResult, Omit<Preparation, 'groups'> {
  readonly kind: 'prepared'
}

export const formAccount: ActivityAccount<FormResult> = {
  result: ({ board, path, step, answers }) => {
    const preparation = preparationsIn(board.activities['form']).get(path)
    if (step.activity !== 'form' || !preparation || preparation.begun === 0) return undefined
    const titles = new Map(step.groups?.map(({ id, title }) => [id, filledWords(title, answers)]))
    const { begun, done, of } = preparation
    return {
      kind: 'prepared',
      listed: [],
      begun,
      done,
      of,
      people: preparation.groups.map(({ id, count }) => ({ title: titles.get(id ?? '') ?? null, count })),
    }
  },
  blocks: ({ begun, done, of }, _board, { language }) => {
    const words = formWordsOf(language)
    // The groups of people stand in a section of their own.
    return [{ kind: 'facts', facts: [words.prepared(begun, of), ...(done > 0 ? [words.done(done)] : [])] }]
  },
}
