import type * as Y from 'yjs'
import type { Round } from '../workshop/round.ts'
import { roundsRoot } from './document.ts'

export function readRound(doc: Y.Doc, id: string): Round | undefined {
  const entry = roundsRoot(doc).get(id)
  return typeof entry === 'object' && entry !== null ? (entry as Round) : undefined
}

/** Oldest first. */
export function roundsOf(doc: Y.Doc): readonly Round[] {
  return [...roundsRoot(doc).values()]
    .filter((entry): entry is Round => typeof entry === 'object' && entry !== null)
    .sort((a, b) => a.number - b.number)
}

/** Server only: participants cannot write rounds. Unknown fields of a newer version stay. */
export function writeRound(doc: Y.Doc, round: Round): void {
  doc.transact(() => roundsRoot(doc).set(round.id, { ...readRound(doc, round.id), ...round }))
}
