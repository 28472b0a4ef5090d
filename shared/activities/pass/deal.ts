import type { Tables } from '../../workshop/tables.ts'

/** A text that can be given to somebody, with all that the rule needs to know of it. */
export interface Passable {
  readonly id: string
  readonly owner: string
  /** Its author lets others have it. */
  readonly isOffered: boolean
  /** Ids of the texts that it grew from. */
  readonly from: readonly string[]
}

export interface Deal {
  /** All texts, also those that somebody has received before. */
  readonly texts: readonly Passable[]
  /** Ids of the texts that somebody has received, in this pass or an earlier one. */
  readonly given: ReadonlySet<string>
  /** The people who receive a text now. */
  readonly people: readonly string[]
  readonly shuffle: <Item>(items: readonly Item[]) => readonly Item[]
}

/**
 * Gives a text to as many people as can be: never their own, never one that grew from their own, and each text to one
 * person, ever. So nobody receives the same twice. People who are missing in the answer get none.
 *
 * A maximum matching of people and texts, by augmenting paths (Kuhn, 1955). Texts that grew from fewer others come first.
 */
export function deal(among: Deal): ReadonlyMap<string, string> {
  return dealt(among, byIdOf(among.texts))
}

/**
 * The same at each table by itself: everybody gets a text of their own table. People who sit nowhere yet get none. The people
 * of a text's sources count wherever they sit.
 */
export function dealAtTables(
  { texts, people, ...others }: Deal,
  tables: Tables,
): ReadonlyMap<string, string> {
  const seatOf = new Map(tables.flatMap((table, seat) => table.map((person) => [person, seat] as const)))
  const byId = byIdOf(texts)
  const textsAt = Map.groupBy(texts, ({ owner }) => seatOf.get(owner))
  const seats = Map.groupBy(people, (person) => seatOf.get(person))
  return new Map(
    [...seats].flatMap(([seat, members]) =>
      seat === undefined
        ? []
        : [...dealt({ ...others, texts: textsAt.get(seat) ?? [], people: members }, byId)],
    ),
  )
}

function byIdOf(texts: readonly Passable[]): ReadonlyMap<string, Passable> {
  return new Map(texts.map((text) => [text.id, text]))
}

/** `byId`: also the texts that these grew from. */
function dealt(
  { texts, given, people, shuffle }: Deal,
  byId: ReadonlyMap<string, Passable>,
): ReadonlyMap<string, string> {
  const free = shuffle(texts.filter(({ id, isOffered }) => isOffered && !given.has(id)))
    .flatMap((text) => {
      const authors = authorsOf(text.id, byId)
      return authors ? [{ text, authors }] : []
    })
    .toSorted((one, other) => one.authors.size - other.authors.size)
  const holders = new Map<string, string>()
  const loose = new Set(free)
  /** Texts from which no way leads to a loose one, now or later. */
  const closed = new Set<string>()
  const find = (person: string, seen: Set<string>): boolean => {
    for (const each of loose) {
      if (each.authors.has(person)) continue
      loose.delete(each)
      holders.set(each.text.id, person)
      return true
    }
    for (const { text, authors } of free) {
      const holder = holders.get(text.id)
      if (holder === undefined || authors.has(person) || seen.has(text.id) || closed.has(text.id)) continue
      seen.add(text.id)
      if (!find(holder, seen)) continue
      holders.set(text.id, person)
      return true
    }
    return false
  }
  for (const person of shuffle(people)) {
    // Thousands may have written nothing: for them there is nothing to look for.
    if (loose.size === 0) break
    const seen = new Set<string>()
    if (!find(person, seen)) for (const text of seen) closed.add(text)
  }
  return new Map([...holders].map(([text, person]) => [person, text]))
}

/** A text that names more sources, and sources of these, is not passed on. People name a few. Not measured. */
const mostSources = 200

/** Its author, and the authors of everything that it grew from. A circle ends where it began. Undefined: too many to look at. */
function authorsOf(id: string, texts: ReadonlyMap<string, Passable>): ReadonlySet<string> | undefined {
  const authors = new Set<string>()
  const seen = new Set<string>()
  const look = [id]
  let looked = 0
  for (let next = look.pop(); next !== undefined; next = look.pop()) {
    looked += 1
    if (looked > mostSources) return undefined
    const text = texts.get(next)
    if (!text || seen.has(next)) continue
    seen.add(next)
    authors.add(text.owner)
    look.push(...text.from)
  }
  return authors
}
