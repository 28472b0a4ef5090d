import type * as Y from 'yjs'
import { parentsAmong } from '../workshop/families.ts'
import { RoundState, RoundTarget, type Round } from '../workshop/round.ts'
import { readTemplate } from './agenda.ts'
import { readNote } from './note.ts'
import { toldProgress, writeProgress } from './progress.ts'
import { readRound, roundsOf, writeRound } from './round.ts'
import { runOffFacts } from './run-offs.ts'

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
