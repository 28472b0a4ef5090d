import type { Person } from '../../model/contract/board-model.ts'
import { folded } from '#shared/text/folded.ts'

/** The rows of the list of people, and the numbers of people without a row. */
export interface ListedPeople {
  readonly rows: readonly Person[]
  /** People, or matches of a search, beyond the longest list. */
  readonly more: number
  /** People whose names this browser does not get: everybody but facilitators, in a crowd. */
  readonly unnamed: number
}

/** Longest list of people, some five screens. Not measured. */
export const maxListed = 60

export interface PeopleSearch {
  readonly query: string
  readonly nameOf: (person: Person) => string
}

/** The list of the others. `count`: people besides this one, as the server counts them. */
export function listPeople(
  others: readonly Person[],
  count: number,
  { query, nameOf }: PeopleSearch,
): ListedPeople {
  const wanted = folded(query.trim())
  const matches = others.filter((person) => folded(nameOf(person)).includes(wanted))
  const rows = matches.slice(0, maxListed)
  const unnamed = Math.max(0, count - others.length)
  const all = wanted === '' ? matches.length + unnamed : matches.length
  return { rows, more: all - rows.length, unnamed }
}

/** One entry for each person. A window in which they write speaks for the others. Facilitators come first. */
export function distinctPeople(here: readonly Person[], me: string): readonly Person[] {
  const people = new Map<string, Person>()
  for (const person of here) {
    if (person.participant === me) continue
    if (!people.has(person.participant) || person.isWriting) people.set(person.participant, person)
  }
  return [...people.values()].toSorted(
    (a, b) => Number(b.leads) - Number(a.leads) || a.name.localeCompare(b.name),
  )
}
