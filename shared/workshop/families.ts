/** A proposal and everything that was built on it. */
export interface Family {
  /** The member on which the others were built; of several such members the first one of the list. */
  readonly id: string
  /** Each after what it was built on. */
  readonly members: readonly string[]
}

/** The ids of the things on which a thing was built directly. Things of no family may stand between two members. */
export type BuildsOn = (id: string) => readonly string[]

/** By id: the nearest of these proposals on which it was built. Those that were built on none are left out. */
export function parentsAmong(
  proposals: readonly string[],
  buildsOn: BuildsOn,
): Readonly<Record<string, readonly string[]>> {
  const known = new Set(proposals)
  const found = proposals.map((id) => [id, nearest(id, known, buildsOn)] as const)
  return Object.fromEntries(found.filter(([, parents]) => parents.length > 0))
}

function nearest(id: string, known: ReadonlySet<string>, buildsOn: BuildsOn): readonly string[] {
  const between = new Set([id])
  const parents = new Set<string>()
  // A set grows while it is walked through.
  for (const each of between) {
    for (const source of buildsOn(each)) {
      if (source === id) continue
      if (known.has(source)) parents.add(source)
      else between.add(source)
    }
  }
  return [...parents]
}

/**
 * The families of these proposals, in the order of their first members. A proposal alone is a family, too. Two proposals
 * that merely grew from the same need are no relatives: one has to be built on the other, or on one of its family.
 */
export function familiesOf(proposals: readonly string[], buildsOn: BuildsOn): readonly Family[] {
  const parents = new Map(Object.entries(parentsAmong(proposals, buildsOn)))
  const children = new Map<string, string[]>()
  for (const id of new Set(proposals))
    for (const parent of parents.get(id) ?? []) children.set(parent, [...(children.get(parent) ?? []), id])
  const seen = new Set<string>()
  const families: Family[] = []
  for (const first of proposals) {
    if (seen.has(first)) continue
    if (!parents.has(first) && !children.has(first)) {
      families.push({ id: first, members: [first] })
      continue
    }
    const relatives = reached([first], (id) => [...(parents.get(id) ?? []), ...(children.get(id) ?? [])])
    const inOrder = relatives.size === 1 ? [first] : proposals.filter((id) => relatives.has(id))
    const members = downFrom(inOrder, parents, children)
    for (const id of members) seen.add(id)
    families.push({ id: members[0] ?? first, members })
  }
  return families
}

/** Roots first, each with what was built on it. References that go round end. */
function downFrom(
  ids: readonly string[],
  parents: ReadonlyMap<string, readonly string[]>,
  children: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const placed = new Set<string>()
  const place = (from: string): void => {
    const waiting = [from]
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (placed.has(id)) continue
      placed.add(id)
      const ready = (children.get(id) ?? []).filter((child) =>
        (parents.get(child) ?? []).every((parent) => placed.has(parent)),
      )
      waiting.push(...ready.toReversed())
    }
  }
  for (const id of ids) if (!parents.has(id)) place(id)
  for (const id of ids) place(id)
  return [...placed]
}

function reached(from: Iterable<string>, next: BuildsOn): ReadonlySet<string> {
  const found = new Set(from)
  for (const id of found) for (const other of next(id)) found.add(other)
  return found
}

/** True for two members of one family. */
export function relativesIn(families: readonly Family[]): (one: string, other: string) => boolean {
  const familyOf = new Map(families.flatMap(({ id, members }) => members.map((member) => [member, id])))
  return (one, other) => familyOf.has(one) && familyOf.get(one) === familyOf.get(other)
}
