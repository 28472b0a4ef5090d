import { tintOf } from './colour.ts'
import {
  Gathered,
  mostGroups,
  mostThings,
  fieldsOf,
  listOf,
  numberIn,
  stringIn,
  type Imported,
  type Fields,
} from './imported.ts'

/** A board that scrumlr has exported as JSON: each column is a group, and a stack stays together. Its authors and votes stay there. */
export function notesOfScrumlr(value: unknown): Imported | undefined {
  const { columns, notes, votings } = fieldsOf(value)
  if (!Array.isArray(columns) || !Array.isArray(notes)) return undefined
  const all = listOf(notes, mostThings).map((note) => ({ note, place: fieldsOf(note['position']) }))
  const found = new Gathered()
  found.count('tooMany', notes.length - all.length)
  const ofColumn = Map.groupBy(all, ({ place }) => stringIn(place, 'column'))
  const ofStack = Map.groupBy(all, ({ place }) => stringIn(place, 'stack'))
  const put = new Set<Fields>()
  const take = (note: Fields, facts: Parameters<Gathered['add']>[2]) => {
    if (put.has(note)) return
    put.add(note)
    found.add('', note['text'], facts)
  }
  for (const column of listOf(columns, mostGroups)) {
    const tint = tintOf(stringIn(column, 'color'))
    const facts = { group: found.addGroup(column['name'], tint), ...(tint && { tint }) }
    const own = ofColumn.get(stringIn(column, 'id')) ?? []
    // The first note of a column has the highest rank.
    const first = own
      .filter(({ place }) => stringIn(place, 'stack') === '')
      .toSorted((a, b) => (numberIn(b.place, 'rank') ?? 0) - (numberIn(a.place, 'rank') ?? 0))
    for (const { note } of first) {
      take(note, facts)
      const id = stringIn(note, 'id')
      if (id !== '') for (const below of ofStack.get(id) ?? []) take(below.note, facts)
    }
    for (const { note } of own) take(note, facts)
  }
  for (const { note } of all) take(note, {})
  if (Array.isArray(votings)) found.count('votes', votings.length)
  return found.imported()
}
