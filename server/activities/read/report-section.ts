import { questionsIn } from '#shared/activities/read/questions.ts'
import { questionsBlock, questionsTitle } from '#shared/activities/read/result.ts'
import type { Reader, Section } from '#shared/blocks/block.ts'
import { notesById, type BoardSnapshot } from '../../board-file/snapshot.ts'

/** The questions that people asked to understand, with the answers in writing. */
export function readSection(board: BoardSnapshot, reader: Reader): Section | undefined {
  const questions = questionsIn(board.activities['read'])
  if (questions.length === 0) return undefined
  const notes = notesById(board)
  const textOf = (note: string): string => notes.get(note)?.text ?? ''
  return { title: questionsTitle(reader), blocks: [questionsBlock(questions, textOf, reader)] }
}
