import { isId } from '../../board/id.ts'
import { cutTo } from '../../text/cut.ts'

/** Questions of a board, answers to one, and letters of each. */
export const questionLimits = { count: 100, answers: 10, letters: 300 } as const

/** A question to understand. Nobody is told who asked, and nothing keeps it. */
export interface Question {
  readonly id: string
  /** The note that it is about. Null: none. */
  readonly note: string | null
  readonly text: string
  readonly answers: readonly string[]
  /** Answered aloud. */
  readonly isSettled: boolean
}

/** The questions in the server's state of this activity, oldest first. */
export function questionsIn(state: unknown): readonly Question[] {
  const { questions } = (typeof state === 'object' && state !== null ? state : {}) as { questions?: unknown }
  return Array.isArray(questions) ? questions.slice(0, questionLimits.count).flatMap(readQuestion) : []
}

function readQuestion(entry: unknown): readonly Question[] {
  if (typeof entry !== 'object' || entry === null) return []
  const { id, note, text, answers, isSettled } = entry as Record<string, unknown>
  if (!isId(id) || typeof text !== 'string') return []
  const given = Array.isArray(answers) ? answers.filter((answer) => typeof answer === 'string') : []
  return [
    {
      id,
      note: isId(note) ? note : null,
      text: cutTo(text, questionLimits.letters),
      answers: given.slice(0, questionLimits.answers),
      isSettled: isSettled === true,
    },
  ]
}
