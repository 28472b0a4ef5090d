import type { Quotes, Reader } from '#shared/blocks/block.ts'
import type { Language } from '#shared/board/document.ts'
import { abridged } from '#shared/text/abridged.ts'
import { printable, printableLine } from '#shared/text/printable.ts'
import type { Question } from './questions.ts'

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
