import { isId } from '../../board/id.ts'
import { cutTo } from '../../text/letters.ts'

/** Questions of a board, answers to one, and letters of each. */
export const questionLimits = { count: 100, answers: 10, letters: 300 } as const

/** A question to understand. Nobody is told who asked, and nothing keeps it. */
export interface Question {
  readonly id: string
  /** From 1, in the order in which they were asked. */
  readonly number: number
  /** The note that it is about. Null: none. */
  readonly note: string | null
  readonly text: string
  readonly answers: readonly string[]
  /** Answered aloud. */
  readonly isSettled: boolean
}

/** The questions in the server's state of this activity, oldest first. Each is an item of its own. */
export function questionsIn(state: unknown): readonly Question[] {
  if (typeof state !== 'object' || state === null) return []
  return Object.entries(state)
    .flatMap(([id, item]) => readQuestion(id, item))
    .toSorted((a, b) => a.number - b.number)
    .slice(0, questionLimits.count)
}

function readQuestion(id: string, item: unknown): readonly Question[] {
  if (typeof item !== 'object' || item === null) return []
  const { number, note, text, answers, isSettled } = item as Record<string, unknown>
  if (!isId(id) || typeof number !== 'number' || typeof text !== 'string') return []
  const given = Array.isArray(answers) ? answers.filter((answer) => typeof answer === 'string') : []
  return [
    {
      id,
      number,
      note: isId(note) ? note : null,
      text: cutTo(text, questionLimits.letters),
      answers: given.slice(0, questionLimits.answers),
      isSettled: isSettled === true,
    },
  ]
}
