import { numbersIn, numbersItem } from '#shared/board/proposal-numbers.ts'
import { pairKey, pairsIn } from '#shared/activities/read/pairs.ts'
import {
  questionLimits,
  questionsIn,
  questionsBlock,
  questionsTitle,
} from '#shared/activities/read/questions.ts'
import {
  readRefusals,
  AgreeSchema,
  AnswerSchema,
  AskSchema,
  ForgetSchema,
  RemoveQuestionSchema,
  SayLateSchema,
  SettleSchema,
} from '#shared/activities/read/commands.ts'
import { isLeft } from '#shared/activities/steps-over.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { Reader, Section } from '#shared/blocks/block.ts'
import type { Json } from '#shared/board/activities.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { boardStateOf } from '#shared/board/state.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { cutTo } from '#shared/text/letters.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { notesById, type BoardSnapshot } from '../../board-file/snapshot.ts'
import { defineActivity, defineCommand } from '../../commands/define-activity.ts'
import { ReadBoard } from './read-board.ts'
import { ReadOperation } from '#shared/activities/read/activity.ts'
import type { CommandContext } from '../../contracts/activity.ts'

const said = (text: string): string => cleanLine(text, questionLimits.letters)

const ask = defineCommand({
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

const answer = defineCommand({
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

const sayLate = defineCommand({
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

const settle = defineCommand({
  schema: SettleSchema,
  operation: ReadOperation.settle,
  growth: 1,
  run: async ({ state }: CommandContext<ReadBoard>, { question, isSettled }) =>
    state.settle(question, isSettled),
})

const remove = defineCommand({
  schema: RemoveQuestionSchema,
  operation: ReadOperation.settle,
  run: async ({ state }: CommandContext<ReadBoard>, { question }) => state.remove(question),
})

const forget = defineCommand({
  schema: ForgetSchema,
  operation: ReadOperation.settle,
  run: async ({ state }: CommandContext<ReadBoard>, { list }) => {
    await (list === 'questions' ? state.forgetQuestions() : state.forgetPairs())
    return undefined
  },
})

const agree = defineCommand({
  schema: AgreeSchema,
  operation: ReadOperation.agree,
  growth: 1,
  run: async ({ state, session }: CommandContext<ReadBoard>, { one, other, isSame }) => {
    if (!state.isInTime(session)) return 'too_many_requests'
    return state.agree({ one, other }, session, isSame)
  },
})

export const read = defineActivity({
  commands: [agree, ask, answer, sayLate, settle, remove, forget],
  refusals: readRefusals,
  open: async (board, tools) => ReadBoard.of(board, tools),
  section: readSection,
  // Neither says who asked, answered or agreed.
  kept: (state) => {
    const questions = questionsIn(state).map(({ id, answers, ...question }) => [
      id,
      { ...question, answers: answers.map((answer) => cutTo(answer, questionLimits.letters)) },
    ])
    const pairs = pairsIn(state).map(({ one, other, yes }) => [pairKey({ one, other }), { one, other, yes }])
    const numbers = Object.fromEntries(numbersIn(state))
    const items = {
      ...(Object.fromEntries([...questions, ...pairs]) as Readonly<Record<string, Json>>),
      ...(Object.keys(numbers).length > 0 && { [numbersItem]: numbers }),
    }
    return Object.keys(items).length > 0 ? { items } : undefined
  },
})

/** The questions that people asked to understand, with the answers in writing. */
function readSection(board: BoardSnapshot, reader: Reader): Section | undefined {
  const questions = questionsIn(board.activities['read'])
  if (questions.length === 0) return undefined
  const notes = notesById(board)
  const textOf = (note: string): string => notes.get(note)?.text ?? ''
  return { title: questionsTitle(reader), blocks: [questionsBlock(questions, textOf, reader)] }
}
