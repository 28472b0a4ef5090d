/** The part of a note that says what it grew from. */
export interface LineageNote {
  readonly from?: readonly string[]
}

/**
 * Ids of everything that a note grew from, the nearest first. Some may be gone from the board. References that go round end
 * nowhere: the note itself is none of its sources.
 */
export function sourcesOf(notes: ReadonlyMap<string, LineageNote>, id: string): readonly string[] {
  const found = new Set([id])
  // A set grows while it is walked through.
  for (const each of found) for (const source of notes.get(each)?.from ?? []) found.add(source)
  found.delete(id)
  return [...found]
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
