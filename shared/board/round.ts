import type * as Y from 'yjs'
import { isSecretVote, RoundState, type Round } from '../workshop/round.ts'
import { decidedWordsOf } from './decided-words.ts'
import { roundsRoot } from './document.ts'
import { readProgress, removeProgress, type Progress } from './progress.ts'

export function readRound(doc: Y.Doc, id: string): Round | undefined {
  return withWords(doc, withProgress(doc, roundsRoot(doc).get(id)))
}

/** Oldest first. */
export function roundsOf(doc: Y.Doc): readonly Round[] {
  return [...roundsRoot(doc).values()]
    .flatMap((entry) => withWords(doc, withProgress(doc, entry)) ?? [])
    .sort((a, b) => a.number - b.number)
}

/** True while a secret round is open. */
export function hasSecretVote(doc: Y.Doc): boolean {
  for (const entry of roundsRoot(doc).values()) {
    const round = withProgress(doc, entry)
    if (round && isSecretVote(round)) return true
  }
  return false
}

/** Server only: participants cannot write rounds. Unknown fields of a newer version stay. */
export function writeRound(doc: Y.Doc, round: Round): void {
  doc.transact(() => {
    const { isUntold: _, ...facts } = { ...withProgress(doc, roundsRoot(doc).get(round.id)), ...round }
    roundsRoot(doc).set(round.id, facts)
    removeProgress(doc, round.id)
  })
}

/** "n of m" of a round, as far as it is told. */
export function progressOfRound({ voted, eligible, isUntold }: Round): Progress {
  return { done: isUntold ? null : voted, of: eligible }
}

/** Figures of an open round are in `progress`. On boards of earlier versions they are in the round. */
function withProgress(doc: Y.Doc, entry: unknown): Round | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  const round = entry as Round
  const progress = round.state === RoundState.open ? readProgress(doc, round.id) : undefined
  if (!progress) return round
  const { done, of } = progress
  return done === null
    ? { ...round, voted: 0, eligible: of, isUntold: true }
    : { ...round, voted: done, eligible: of }
}

const withTheirWords = new WeakMap<Round, Round>()

/** The words of options that have other ones by now are beside the round. A round that has not changed stays itself. */
function withWords(doc: Y.Doc, round: Round | undefined): Round | undefined {
  const texts = round && decidedWordsOf(doc, round)
  if (!texts) return round
  const known = withTheirWords.get(round)
  if (known?.texts === texts) return known
  const whole = { ...round, texts }
  withTheirWords.set(round, whole)
  return whole
}
