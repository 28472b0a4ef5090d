import type * as Y from 'yjs'
import { parentsAmong } from '../workshop/families.ts'
import { isSecretVote, RoundState, RoundTarget, type Round } from '../workshop/round.ts'
import { readTemplate } from './agenda.ts'
import { decidedWordsOf } from './decided-words.ts'
import { roundsRoot } from './document.ts'
import { readNote } from './note.ts'
import { readProgress, removeProgress, toldProgress, writeProgress, type Progress } from './progress.ts'
import { runOffFacts } from './run-offs.ts'

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

/** Server only. Of an open round that the board shows already only the figures are written, as far as they may be told. */
export function showRound(doc: Y.Doc, round: Round): void {
  const shown = readRound(doc, round.id)
  const isOpen = round.state === RoundState.open
  doc.transact(() => {
    const facts = shown ? {} : factsAtOpening(doc, round)
    if (!isOpen) return writeRound(doc, { ...round, ...facts })
    if (shown?.state !== RoundState.open) writeRound(doc, { ...round, ...facts, voted: 0 })
    writeProgress(doc, round.id, toldProgress({ done: round.voted, of: round.eligible }))
  })
}

/** Fixed with the options: a note that is merged or removed later changes no result. */
function factsAtOpening(
  doc: Y.Doc,
  { target, options, step }: Round,
): Pick<Round, 'builtOn' | 'isRunOff' | 'places'> {
  if (target !== RoundTarget.notes) return {}
  const builtOn = parentsAmong(options, (id) => readNote(doc, id)?.from ?? [])
  const template = readTemplate(doc)
  return {
    ...(Object.keys(builtOn).length > 0 && { builtOn }),
    ...(template && step !== undefined && runOffFacts(roundsOf(doc), template, step)),
  }
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
