import type { Quotes, Reader } from '#shared/blocks/block.ts'
import type { Language } from '#shared/board/document.ts'
import { abridged } from '#shared/text/excerpt.ts'
import { printable, printableLine } from '#shared/text/printable.ts'
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

/** Nobody has answered it, aloud or in writing. */
export function isOpenQuestion({ answers, isSettled }: Question): boolean {
  return answers.length === 0 && !isSettled
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

const words = {
  en: {
    title: 'Questions',
    about: (note: string) => `About “${note}”`,
    aloud: 'Answered aloud.',
    open: 'Not answered yet.',
  },
  fr: {
    title: 'Questions',
    about: (note: string) => `À propos de «\u00A0${note}\u00A0»`,
    aloud: 'Réponse donnée de vive voix.',
    open: 'Sans réponse pour l’instant.',
  },
} as const satisfies Record<Language, unknown>

export function questionsTitle({ language }: Reader): string {
  return words[language].title
}

/** Letters of a note that tell which one it is. Not measured. */
const subjectLetters = 80

/** Questions to understand with their answers in writing. `textOf`: the words of a note, empty for one that is gone. */
export function questionsBlock(
  questions: readonly Question[],
  textOf: (note: string) => string,
  { language }: Reader,
): Quotes {
  const { about, aloud, open } = words[language]
  return {
    kind: 'quotes',
    heading: null,
    quotes: questions.map(({ id, note, text, answers, isSettled }) => {
      const subject =
        note === null ? '' : printableLine(abridged(printableLine(textOf(note)), subjectLetters))
      return {
        id,
        text: printable(text).trim(),
        name: null,
        about: subject === '' ? '' : about(subject),
        answers: answers.map((answer) => printable(answer).trim()),
        remark: answers.length > 0 ? '' : isSettled ? aloud : open,
      }
    }),
  }
}
