import { filledWords } from '#shared/agenda/fill.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { preparationsIn, type Preparation } from '#shared/activities/form/preparation.ts'
import { FormBoard, stepsInJson } from './form-board.ts'
import { Type } from 'typebox'
import { stepIdPattern } from '#shared/board/id.ts'
import { templateLimits } from '#shared/agenda/limits.ts'
import { noteKinds } from '#shared/workshop/note-kind.ts'
import { TitleSchema, WordsSchema } from '../../templates/field-schema.ts'
import { formWordsOf } from './account.ts'

/** Counts of the people who prepared. Answers are in it nowhere: shared ones are notes of the step that took them. */
interface FormResult extends StepResult, Omit<Preparation, 'groups'> {
  readonly kind: 'prepared'
}

const formAccount: ActivityAccount<FormResult> = {
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

const id = Type.String({ pattern: stepIdPattern })

const Question = Type.Object({
  id,
  words: WordsSchema,
  kind: Type.Enum(noteKinds, {
    description: 'The kind of the answer. Its note keeps it where the field that takes it offers this kind',
  }),
  field: Type.Optional(
    Type.String({ pattern: stepIdPattern, description: 'The field of the step that takes the answers' }),
  ),
  hasPhoto: Type.Optional(Type.Boolean()),
})

const Group = Type.Object({ id, title: TitleSchema })

/** The settings of a form in a template. */
const FormSettings = Type.Object({
  questions: Type.Array(Question, { minItems: 1, maxItems: templateLimits.fields }),
  groups: Type.Optional(Type.Array(Group, { maxItems: templateLimits.fields })),
})

export const form = defineActivity({
  commands: [],
  refusals: {},
  open: async (board, tools) => new FormBoard(board, tools),
  account: formAccount,
  // Counts alone.
  kept: (state) => {
    const steps = preparationsIn(state)
    return steps.size > 0 ? { whole: { steps: stepsInJson(steps), isFromFile: true } } : undefined
  },
  settings: FormSettings,
})
