import type * as Y from 'yjs'
import { isSecretVote, type Round } from '../workshop/round.ts'
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

/** True while a secret round is open. */
export function hasSecretVote(doc: Y.Doc): boolean {
  for (const id of roundsRoot(doc).keys()) {
    const round = readRound(doc, id)
    if (round && isSecretVote(round)) return true
  }
  return false
}

/** Server only: participants cannot write rounds. Unknown fields of a newer version stay. */
export function writeRound(doc: Y.Doc, round: Round): void {
  doc.transact(() => roundsRoot(doc).set(round.id, { ...readRound(doc, round.id), ...round }))
}
