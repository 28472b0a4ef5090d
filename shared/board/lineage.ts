/** The part of a note that says what it grew from. */
export interface LineageNote {
  readonly from?: readonly string[]
}

/**
 * These ids and those of everything that they grew from, the nearest first; some may be gone from the board. Each is looked at
 * once, however many ways lead to it, and references that go round end.
 */
export function withSources(
  notes: ReadonlyMap<string, LineageNote>,
  ids: Iterable<string>,
): ReadonlySet<string> {
  const found = new Set(ids)
  // A set grows while it is walked through.
  for (const each of found) for (const source of notes.get(each)?.from ?? []) found.add(source)
  return found
}

/** Ids of the notes that grew from this one without another in between. */
export function heirsOf(notes: ReadonlyMap<string, LineageNote>, id: string): readonly string[] {
  return [...heirsIn(notes, id)]
}

/** True if a note grew from this one. Looks no further than the first. */
export function hasHeir(notes: ReadonlyMap<string, LineageNote>, id: string): boolean {
  return heirsIn(notes, id).next().done !== true
}

function* heirsIn(notes: ReadonlyMap<string, LineageNote>, id: string): Generator<string, void> {
  for (const [heir, { from }] of notes) if (heir !== id && from?.includes(id)) yield heir
}
