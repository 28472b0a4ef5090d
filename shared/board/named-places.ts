import type * as Y from 'yjs'
import { activitiesRoot, adoptionsRoot, roundsRoot, signaturesRoot, tablesRoot } from './document.ts'
import { readNote } from './note.ts'

/** A part of a board that names a person. */
export interface NamedPlace {
  /** Such as `rounds`. */
  readonly part: string
  readonly id: string
  /** Their own words there. */
  readonly holds: readonly unknown[]
}

const rootsOf = (doc: Y.Doc): Readonly<Record<string, Y.Map<unknown>>> => ({
  signatures: signaturesRoot(doc),
  rounds: roundsRoot(doc),
  activities: activitiesRoot(doc),
  tables: tablesRoot(doc),
  adoptions: adoptionsRoot(doc),
})

/** Where the board has this name beside what a person wrote, signed or answered. */
export function namedPlaces(doc: Y.Doc, name: string): readonly NamedPlace[] {
  return Object.entries(rootsOf(doc)).flatMap(([part, root]) =>
    [...root.entries()].flatMap(([id, entry]) => {
      const holds = part === 'signatures' ? signed(doc, id, entry, name) : naming(entry, name)
      return holds.length === 0 ? [] : [{ part, id, holds }]
    }),
  )
}

/** Server only: takes the name off. Words and answers stay, without saying whose. */
export function forgetName(doc: Y.Doc, name: string): void {
  for (const { part, id } of namedPlaces(doc, name)) {
    const root = rootsOf(doc)[part]
    if (part === 'signatures') root?.delete(id)
    else root?.set(id, without(root.get(id), name))
  }
}

/** Stands for a name that was taken off. */
const nobody = '–'

function signed(doc: Y.Doc, id: string, entry: unknown, name: string): readonly unknown[] {
  const by = isRecord(entry) ? entry['name'] : entry
  return by === name ? [{ name, text: readNote(doc, id)?.text ?? '' }] : []
}

/** The smallest parts that have the name. */
function naming(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => naming(each, name))
  if (!isRecord(value)) return []
  return value['name'] === name ? [value] : Object.values(value).flatMap((each) => naming(each, name))
}

function without(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((each) => without(each, name))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'name' && each === name ? nobody : without(each, name),
    ]),
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
