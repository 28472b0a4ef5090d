import { Type, type Static } from 'typebox'
import { idPattern, stepPathPattern } from '../../board/id.ts'
import { questionLimits } from './questions.ts'
import type { RefusalTable } from '../../workshop/refusals.ts'

/** Schemas are for the server. The client imports types alone, so that no validator reaches the browser. */
const id = Type.String({ pattern: idPattern })
const words = Type.String({ minLength: 1, maxLength: questionLimits.letters })

/** Asks to understand, without a name. About a note, or about no note. */
export const AskSchema = Type.Object({
  kind: Type.Literal('read.ask'),
  note: Type.Union([id, Type.Null()]),
  text: words,
})

/** Answers in writing, without a name. */
export const AnswerSchema = Type.Object({ kind: Type.Literal('read.answer'), question: id, text: words })

/** Asks or answers, although the group has left the step in which the words were begun. */
export const SayLateSchema = Type.Object({
  kind: Type.Literal('read.late'),
  step: Type.String({ pattern: stepPathPattern }),
  note: Type.Union([id, Type.Null()]),
  /** The question that is answered. Null: the words are a question. */
  question: Type.Union([id, Type.Null()]),
  text: words,
})

/** The question was answered aloud, or it is open again. */
export const SettleSchema = Type.Object({
  kind: Type.Literal('read.settle'),
  question: id,
  isSettled: Type.Boolean(),
})

/** Takes a question away with its answers. */
export const RemoveQuestionSchema = Type.Object({ kind: Type.Literal('read.remove'), question: id })

/** Takes away all questions, or all yeses: many false people may have filled the list. */
export const ForgetSchema = Type.Object({
  kind: Type.Literal('read.forget'),
  list: Type.Union([Type.Literal('questions'), Type.Literal('pairs')]),
})

/** Says that two notes have the same idea, without a name, or takes that back. */
export const AgreeSchema = Type.Object({
  kind: Type.Literal('read.agree'),
  one: id,
  other: id,
  isSame: Type.Boolean(),
})

export type ReadCommand =
  | Static<typeof AskSchema>
  | Static<typeof AnswerSchema>
  | Static<typeof SayLateSchema>
  | Static<typeof SettleSchema>
  | Static<typeof RemoveQuestionSchema>
  | Static<typeof ForgetSchema>
  | Static<typeof AgreeSchema>

export const readRefusals = {
  unknown_question: { message: 'This question is not there any more.', mayRetry: false },
  unknown_pair: {
    message: 'One of these notes is not there any more, so nothing was counted.',
    mayRetry: false,
  },
  /** As many questions, or answers to one, as there may be. */
  too_many_questions: {
    message:
      'There are as many questions as a board may have; ask this one aloud, or a facilitator can remove some.',
    mayRetry: false,
  },
  too_many_pairs: {
    message: 'As many pairs are counted as a board may have; a facilitator can forget them.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
