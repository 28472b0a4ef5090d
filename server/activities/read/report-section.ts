import { questionsIn, type Question } from '#shared/activities/read/questions.ts'
import type { Language } from '#shared/board/document.ts'
import { abridged } from '#shared/text/abridged.ts'
import type { BoardSnapshot } from '../../board-file/snapshot.ts'
import type { Block, Reader, Section } from '#shared/blocks/block.ts'
import { printableLine } from '#shared/text/printable.ts'

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

/** Letters of a note that tell which one it is. Not measured. */
const subjectLetters = 80

/** The questions that people asked to understand, with the answers in writing. */
export function readSection(board: BoardSnapshot, { language }: Reader): Section | undefined {
  const questions = questionsIn(board.activities['read'])
  if (questions.length === 0) return undefined
  return { title: words[language].title, blocks: questions.flatMap((one) => blocksOf(board, one, language)) }
}

function blocksOf(
  { notes }: BoardSnapshot,
  { note, text, answers, isSettled }: Question,
  language: Language,
): readonly Block[] {
  const { about, aloud, open } = words[language]
  const subject = notes.find(({ id }) => id === note)?.text ?? ''
  const remark = answers.length > 0 ? undefined : isSettled ? aloud : open
  return [
    { kind: 'heading', text: printableLine(text) },
    ...(subject === ''
      ? []
      : [
          {
            kind: 'facts' as const,
            facts: [about(printableLine(abridged(printableLine(subject), subjectLetters)))],
          },
        ]),
    ...answers.map((answer) => ({ kind: 'paragraph' as const, text: printableLine(answer) })),
    ...(remark === undefined ? [] : [{ kind: 'remark' as const, text: remark }]),
  ]
}
