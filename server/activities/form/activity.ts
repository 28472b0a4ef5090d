import { Type } from 'typebox'
import { filledWords } from '#shared/agenda/fill.ts'
import { preparationsIn, type Preparation } from '#shared/activities/form/preparation.ts'
import { stepIdPattern } from '#shared/board/id.ts'
import { templateLimits } from '#shared/agenda/template.ts'
import { noteKinds } from '#shared/workshop/note-kind.ts'
import { count } from '#shared/blocks/numbers.ts'
import type { Language } from '#shared/board/document.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { TitleSchema, WordsSchema } from '../../templates/template-schema.ts'
import { FormBoard, stepsInJson } from './form-board.ts'

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

/** The words of the account of a form. */
interface FormReportWords {
  readonly prepared: (begun: number, of: number) => string
  readonly done: (done: number) => string
}

const en: FormReportWords = {
  prepared: (begun, of) => `${count('en', begun)} of ${count('en', of)} people prepared`,
  done: (done) => `${count('en', done)} said they were done`,
}

const fr: FormReportWords = {
  prepared: (begun, of) =>
    begun < 2
      ? `${count('fr', begun)} personne sur ${count('fr', of)} s’est préparée`
      : `${count('fr', begun)} personnes sur ${count('fr', of)} se sont préparées`,
  done: (done) => (done < 2 ? `${count('fr', done)} a fini` : `${count('fr', done)} ont fini`),
}

const words: Readonly<Record<Language, FormReportWords>> = { en, fr }

function formWordsOf(language: Language): FormReportWords {
  return words[language]
}
