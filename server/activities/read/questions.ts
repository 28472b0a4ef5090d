import {
  AnswerSchema,
  AskSchema,
  ForgetSchema,
  RemoveQuestionSchema,
  SayLateSchema,
  SettleSchema,
} from '#shared/activities/read/commands.ts'
import { questionLimits } from '#shared/activities/read/questions.ts'
import { ReadOperation } from '#shared/activities/read/activity.ts'
import { isLeft } from '#shared/activities/steps-over.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { boardStateOf } from '#shared/board/state.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { ReadBoard } from './read-board.ts'

const said = (text: string): string => cleanLine(text, questionLimits.letters)

export const ask = defineCommand({
  kind: 'read.ask',
  schema: AskSchema,
  operation: ReadOperation.ask,
  growth: 'content',
  run: async ({ state, session }: CommandContext<ReadBoard>, { note, text }) => {
    const words = said(text)
    if (words === '') return 'no_words'
    if (!state.isInTime(session)) return 'too_many_requests'
    return state.ask(note, words, session)
  },
})

export const answer = defineCommand({
  kind: 'read.answer',
  schema: AnswerSchema,
  operation: ReadOperation.ask,
  growth: 'content',
  run: async ({ state, session }: CommandContext<ReadBoard>, { question, text }) => {
    const words = said(text)
    if (words === '') return 'no_words'
    if (!state.isInTime(session)) return 'too_many_requests'
    return state.answer(question, words, session)
  },
})

export const sayLate = defineCommand({
  kind: 'read.late',
  schema: SayLateSchema,
  operation: ReadOperation.sayLate,
  growth: 'content',
  run: async ({ board, state, session }: CommandContext<ReadBoard>, { step, note, question, text }) => {
    const words = said(text)
    if (words === '') return 'no_words'
    const agenda = board.read(readAgenda)
    if (!agenda || findStep(agenda.template, step)?.step.activity !== 'read') return 'unknown_item'
    if (!isLeft(agenda, step)) return 'agenda_moved'
    if (board.read(boardStateOf).writing === WritingMode.private) return 'writing_private'
    if (!state.isInTime(session)) return 'too_many_requests'
    return question === null ? state.ask(note, words, session) : state.answer(question, words, session)
  },
})

export const settle = defineCommand({
  kind: 'read.settle',
  schema: SettleSchema,
  operation: ReadOperation.settle,
  growth: 1,
  run: async ({ state }: CommandContext<ReadBoard>, { question, isSettled }) =>
    state.settle(question, isSettled),
})

export const remove = defineCommand({
  kind: 'read.remove',
  schema: RemoveQuestionSchema,
  operation: ReadOperation.settle,
  run: async ({ state }: CommandContext<ReadBoard>, { question }) => state.remove(question),
})

export const forget = defineCommand({
  kind: 'read.forget',
  schema: ForgetSchema,
  operation: ReadOperation.settle,
  run: async ({ state }: CommandContext<ReadBoard>, { list }) => {
    await (list === 'questions' ? state.forgetQuestions() : state.forgetPairs())
    return undefined
  },
})
