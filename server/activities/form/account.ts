import { preparationsIn, type Preparation } from '#shared/activities/form/preparation.ts'
import { filledWords, wordsIn } from '#shared/agenda/fill.ts'
import type { Words } from '#shared/agenda/template.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { printableLine } from '../../report/text.ts'
import { formWordsOf } from './report-words.ts'

/** Counts of the people who prepared. Answers are in it nowhere: shared ones are notes of the step that took them. */
export interface FormResult extends StepResult, Omit<Preparation, 'groups'> {
  readonly kind: 'prepared'
  /** Without a title: all others together. */
  readonly groups: readonly { readonly title: Words | null; readonly count: number }[]
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
      groups: preparation.groups.map(({ id, count }) => ({ title: titles.get(id ?? '') ?? null, count })),
    }
  },
  blocks: ({ begun, done, of, groups }, _board, { language }) => {
    const words = formWordsOf(language)
    const shares = groups.map(({ title, count }) =>
      words.group(title ? printableLine(wordsIn(title, language).text) : words.others, count),
    )
    return [
      { kind: 'facts', facts: [words.prepared(begun, of), ...(done > 0 ? [words.done(done)] : [])] },
      ...(shares.length > 0 ? [{ kind: 'facts' as const, facts: shares }] : []),
    ]
  },
}
