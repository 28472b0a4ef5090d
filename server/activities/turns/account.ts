import { filledWords, wordsIn } from '#shared/agenda/fill.ts'
import type { Words } from '#shared/agenda/template.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { printableLine } from '#shared/text/printable.ts'
import { wordsOf } from '../../report/words.ts'

/** What people brought, and what they keep. */
export interface TurnsResult extends StepResult {
  readonly kind: 'turns'
  readonly fields: readonly {
    readonly id: string
    readonly title: Words
    readonly notes: readonly string[]
  }[]
}

export const turnsAccount: ActivityAccount<TurnsResult> = {
  result: ({ step, notes, answers }) => {
    if (step.activity !== 'turns' || notes.length === 0) return undefined
    const [, kept] = step.fields
    const fields = step.fields.map(({ id, title }) => ({
      id,
      title: filledWords(title, answers),
      // A note of neither field is a card: it was made on the board while people spoke.
      notes: notes.filter((note) => (note.field === kept?.id) === (id === kept?.id)).map((note) => note.id),
    }))
    return { kind: 'turns', listed: notes.map(({ id }) => id), fields }
  },
  blocks: ({ fields }, { notes: all }, { language }) =>
    fields.map(({ title, notes: ids }) => {
      const listed = new Set(ids)
      const notes = all.filter(({ id }) => listed.has(id))
      const heading = printableLine(wordsIn(title, language).text)
      return {
        kind: 'notes',
        heading,
        facts: [wordsOf(language).notes(notes.length)],
        notes: notes.map(({ id }) => id),
      }
    }),
}
