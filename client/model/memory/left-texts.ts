import { begunOf, isUnsent, type PlacedText } from './begun.ts'
import { formerVisits } from './session-book.ts'
import { peopleHere } from './sessions.ts'

/** Words that somebody in this browser has begun on a board and that nobody else has. */
export interface LeftText extends PlacedText {
  readonly participant: string
}

/** The begun texts of everybody who has been on this board in this browser. */
export function leftTexts(board: string): readonly LeftText[] {
  const people = new Set(
    [...formerVisits(board), ...peopleHere(board)].map(({ participant }) => participant.id),
  )
  return [...people].flatMap((participant) =>
    Object.entries(begunOf(board, participant).get()).flatMap(([place, begun]) =>
      isUnsent(begun) ? [{ ...begun, place, participant }] : [],
    ),
  )
}

/** A text with its blanks, as it is read. */
export function wordsOfText({ text, blanks = {} }: Pick<PlacedText, 'text' | 'blanks'>): string {
  return [text, ...Object.values(blanks)].filter((words) => words.trim() !== '').join('\n')
}
