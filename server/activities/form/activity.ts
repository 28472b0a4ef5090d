import { defineActivity } from '../../commands/define-activity.ts'
import { formAccount } from './account.ts'
import { preparationsIn } from '#shared/activities/form/preparation.ts'
import { FormBoard, stepsInJson } from './form-board.ts'
import { Type } from 'typebox'
import { stepIdPattern } from '#shared/board/id.ts'
import { templateLimits } from '#shared/agenda/limits.ts'
import { noteKinds } from '#shared/workshop/note-kind.ts'
import { TitleSchema, WordsSchema } from '../../templates/field-schema.ts'

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
