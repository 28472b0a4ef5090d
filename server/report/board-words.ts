import type { BoardSnapshot } from '../board-file/snapshot.ts'

/**
 * The board with other words in its agenda, in the titles of its areas, in the blanks of its notes, in the texts and reasons
 * of its votes, in statements and questions: people write them as freely as notes. Equal ones stay the same.
 */
export function withWords(board: BoardSnapshot, change: (text: string) => string): BoardSnapshot {
  const { agenda } = board
  return {
    ...board,
    statements: inTexts(board.statements, change),
    versions: inTexts(board.versions, change),
    comments: inTexts(board.comments, change),
    adoptions: inTexts(board.adoptions, change),
    activities: inTexts(board.activities, change),
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
          ...(reason.reply && { reply: { ...reason.reply, text: change(reason.reply.text) } }),
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

/** Fields that hold people's words, and one with a list of them. */
const textFields = new Set(['text', 'quote', 'reason'])
const listField = 'answers'

/** Plain JSON with the words of these fields changed, wherever they stand. */
function inTexts<Json>(value: Json, change: (text: string) => string): Json {
  if (Array.isArray(value)) return value.map((each: unknown) => inTexts(each, change)) as Json
  if (typeof value !== 'object' || value === null) return value
  const changed = Object.entries(value).map(([name, inside]: [string, unknown]) => {
    if (textFields.has(name) && typeof inside === 'string') return [name, change(inside)]
    if (name !== listField || !Array.isArray(inside)) return [name, inTexts(inside, change)]
    return [name, inside.map((each: unknown) => (typeof each === 'string' ? change(each) : each))]
  })
  return Object.fromEntries(changed) as Json
}

function isWords(name: string, value: unknown): value is string {
  return typeof value === 'string' && (name === 'en' || name === 'fr')
}
