import { noRights, type NoCommands, type SharedActivity, type StepPart } from '../../agenda/activity.ts'
import type { Words } from '../../agenda/template.ts'
import type { NoteKind } from '../../workshop/note-kind.ts'
import { Operation } from '../../workshop/policy.ts'
import { Audience } from '../../workshop/audience.ts'

/** One question of a form. Each person answers it in private. */
export interface FormQuestion {
  readonly id: string
  readonly words: Words
  /** The kind of the answer on its author's desk. Its note keeps it where people who write in the step can choose it, too. */
  readonly kind: NoteKind
  /** The field of the later step that takes shared answers. Left out: no writing step takes them. */
  readonly field?: string
  /** The answer can have a photo. */
  readonly hasPhoto?: boolean
}

/** A group of people that somebody can say to belong to, such as their trade. */
export interface RoleGroup {
  readonly id: string
  readonly title: Words
}

declare module '../../agenda/template.ts' {
  interface StepSettings {
    readonly form: {
      readonly questions: readonly FormQuestion[]
      /** People may choose one of them, or none. */
      readonly groups?: readonly RoleGroup[]
    }
  }
}

/** People answer some questions alone. The answers stay on their desks until a later step takes the shared ones. */
export const form: SharedActivity<typeof noRights, NoCommands> = {
  rights: noRights,
  step: {
    allows: () => [Operation.answer, Operation.sendPhoto],
    makes: 'notes',
    takes: [],
    // No step takes an answer without a field: it stays with its author.
    audiences: (step, field) =>
      step.activity === 'form' && step.questions.some(({ id, field: to }) => id === field && to !== undefined)
        ? [Audience.onlyMe, Audience.hidden, Audience.hiddenSigned]
        : [Audience.onlyMe],
    answers: (step) => (step.activity === 'form' ? step.questions : []),
    parts: (step) =>
      step.activity === 'form'
        ? [
            ...step.questions.map(({ id, words }, index): StepPart => ({
              path: `questions/${index}`,
              id,
              words: { words },
            })),
            ...(step.groups ?? []).map(({ id, title }, index): StepPart => ({
              path: `groups/${index}`,
              id,
              words: { title },
            })),
          ]
        : [],
  },
}
