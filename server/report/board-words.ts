import type { BoardSnapshot } from '../board-file/snapshot.ts'

/**
 * The board with other words in its agenda, in the titles of its areas, in the blanks of its notes, and in the texts and
 * reasons of its votes: people write them as freely as notes. Equal ones stay the same.
 */
export function withWords(board: BoardSnapshot, change: (text: string) => string): BoardSnapshot {
  const { agenda } = board
  return {
    ...board,
    notes: board.notes.map((note) =>
      note.blanks ? { ...note, blanks: changedValues(note.blanks, change) } : note,
    ),
    areas: inWords(board.areas, change),
    rounds: board.rounds.map((round) => ({
      ...round,
      ...(round.texts && { texts: changedValues(round.texts, change) }),
      ...(round.labels && { labels: changedValues(round.labels, change) }),
      ...(round.reasons && {
        reasons: round.reasons.map((reason) => ({
          ...reason,
          text: change(reason.text),
          name: reason.name && change(reason.name),
        })),
      }),
    })),
    agenda: agenda && {
      ...agenda,
      template: inWords(agenda.template, change),
      answers: changedValues(agenda.answers, change),
    },
  }
}

/** Every text of the agenda, of areas, of blanks, and of votes. */
export function wordsIn(board: BoardSnapshot): readonly string[] {
  const found: string[] = []
  withWords(board, (text) => {
    found.push(text)
    return text
  })
  return found
}

export function changedValues<Value extends string | number>(
  values: Readonly<Record<string, Value>>,
  change: (text: string) => string,
): Readonly<Record<string, Value>> {
  const changed = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? change(value) : value,
  ])
  return Object.fromEntries(changed) as Readonly<Record<string, Value>>
}

/** Plain JSON with the words of each language changed, wherever they stand. */
function inWords<Json>(value: Json, change: (text: string) => string): Json {
  if (Array.isArray(value)) return value.map((each: unknown) => inWords(each, change)) as Json
  if (typeof value !== 'object' || value === null) return value
  const changed = Object.entries(value).map(([name, inside]: [string, unknown]) => [
    name,
    isWords(name, inside) ? change(inside) : inWords(inside, change),
  ])
  return Object.fromEntries(changed) as Json
}

function isWords(name: string, value: unknown): value is string {
  return typeof value === 'string' && (name === 'en' || name === 'fr')
}
