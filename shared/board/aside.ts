import type * as Y from 'yjs'
import type { StepPath } from '../agenda/template.ts'
import { readActivity, writeActivityItem, type Json } from './activities.ts'
import { isId, isStepPath } from './id.ts'

/** The state of sentences that were set aside stands under this name: an item for each sentence. */
export const asideName = 'aside'

/** A sentence was set aside, or taken up again. */
export interface AsideEntry {
  readonly isAside: boolean
  /** The step whose question decided it, or in which a facilitator took it up again. */
  readonly by: StepPath
  /** The question that decided it; null for a facilitator's press. */
  readonly asked: string | null
  /** Milliseconds since 1970. */
  readonly at: number
  /** In the words of those who proposed it, unsigned. */
  readonly reasons: readonly string[]
}

export interface Aside {
  /** The reasons in one line; empty for none. */
  readonly reason: string
  readonly by: StepPath
  readonly at: number
}

/** The sentences that are set aside now, by the ids of their statements. `state` is unchecked: files have it, too. */
export function asideOf(state: unknown): ReadonlyMap<string, Aside> {
  return new Map(
    [...asideLogsIn(state)].flatMap(([id, log]) => {
      const last = log.at(-1)
      return last?.isAside ? [[id, { reason: last.reasons.join(' · '), by: last.by, at: last.at }]] : []
    }),
  )
}

/** Everything that became of each sentence, oldest first. */
export function asideLogsIn(state: unknown): ReadonlyMap<string, readonly AsideEntry[]> {
  if (typeof state !== 'object' || state === null) return new Map()
  return new Map(
    Object.entries(state).flatMap(([id, log]) =>
      isId(id) && Array.isArray(log) ? [[id, log.flatMap(readEntry)]] : [],
    ),
  )
}

function readEntry(value: unknown): readonly AsideEntry[] {
  if (typeof value !== 'object' || value === null) return []
  const { isAside, by, asked, at, reasons } = value as Record<string, unknown>
  if (typeof isAside !== 'boolean' || !isStepPath(by) || typeof at !== 'number') return []
  const known = Array.isArray(reasons) ? reasons.filter((reason) => typeof reason === 'string') : []
  return [{ isAside, by, asked: typeof asked === 'string' ? asked : null, at, reasons: known }]
}

/** The sentences of the board that are set aside now. */
export function asideIn(doc: Y.Doc): ReadonlyMap<string, Aside> {
  return asideOf(readActivity(doc, asideName))
}

/** No sentence is set aside and taken up more often. */
const mostEntries = 40

/** Server only. */
export function logAside(doc: Y.Doc, statement: string, entry: AsideEntry): void {
  const log = asideLogsIn(readActivity(doc, asideName)).get(statement) ?? []
  const next = [...log, entry].slice(-mostEntries)
  writeActivityItem(doc, asideName, statement, next as unknown as Json)
}
