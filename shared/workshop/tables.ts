/** People of one table. */
export const tableSizes = { least: 3, usual: 5, most: 8 } as const

/** Tables of one step: of 5,000 people, three each. */
export const tablesLimit = 1_667

/** A step at tables may keep up to so many people together. Not measured. */
export const togetherLimit = 300

/** The people of each table, by id. The first one is table 1. */
export type Tables = readonly (readonly string[])[]

/**
 * Draws tables of about `size`: of 3 to 8 people each, or one table of all where fewer than three are there. Their sizes
 * differ by one at most. Of each group that people named for themselves, every table has the same number, or one more.
 * The same seed, people and groups give the same tables. The people of a table stand in the order of their ids: the order in
 * which they were dealt out would tell their groups.
 */
export function drawTables(
  people: Iterable<string>,
  size: number,
  seed: number,
  groups: ReadonlyMap<string, string> = new Map(),
): Tables {
  const order = byGroup(shuffled([...new Set(people)].sort(), seed), groups)
  const count = tablesFor(order.length, size)
  const tables = Array.from({ length: count }, (): string[] => [])
  for (const [index, person] of order.entries()) tables[index % count]?.push(person)
  return tables.map((table) => table.sort())
}

/**
 * The tables with these people at the smallest ones, in this order. Where all tables are full, the next people sit there
 * too, as nobody shall sit alone; as soon as three have, these three get a table of their own. Everybody else stays where
 * they are.
 */
export function seatAt(tables: Tables, people: Iterable<string>): Tables {
  const seated = new Set(tables.flat())
  const next = tables.map((table) => [...table])
  for (const person of people) {
    if (seated.has(person)) continue
    seated.add(person)
    const table = smallestOf(next)
    table.push(person)
    if (table.length > tableSizes.most) beginTable(next)
  }
  return next
}

function smallestOf(tables: string[][]): string[] {
  let smallest = tables[0]
  for (const table of tables) if (smallest && table.length < smallest.length) smallest = table
  if (smallest) return smallest
  const begun: string[] = []
  tables.push(begun)
  return begun
}

/** Of the people for whom there was no room, when they are enough. */
function beginTable(tables: string[][]): void {
  const extra = tables.flatMap((table) => table.slice(tableSizes.most))
  if (extra.length < tableSizes.least || tables.length >= tablesLimit) return
  for (const table of tables) table.splice(tableSizes.most)
  tables.push(extra)
}

/** The number of a person's table, from 1; null for a person at none. */
export function tableOf(tables: Tables, person: string): number | null {
  const index = tables.findIndex((table) => table.includes(person))
  return index === -1 ? null : index + 1
}

function tablesFor(people: number, size: number): number {
  const [fewest, most] = [Math.ceil(people / tableSizes.most), Math.floor(people / tableSizes.least)]
  const wanted = Math.round(people / size)
  return Math.max(1, Math.min(tablesLimit, most, Math.max(fewest, wanted)))
}

/** One group after the other, as they come in this order. Dealt out one by one, each spreads over all tables. */
function byGroup(people: readonly string[], groups: ReadonlyMap<string, string>): readonly string[] {
  const members = new Map<string | undefined, string[]>()
  for (const person of people) {
    const group = groups.get(person)
    const known = members.get(group)
    if (known) known.push(person)
    else members.set(group, [person])
  }
  return [...members.values()].flat()
}

/** Fisher and Yates, with the numbers of mulberry32. */
function shuffled(people: string[], seed: number): readonly string[] {
  let state = seed >>> 0
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
  for (let last = people.length - 1; last > 0; last -= 1) {
    const other = below(last + 1)
    const moved = people[last] ?? ''
    people[last] = people[other] ?? ''
    people[other] = moved
  }
  return people
}
