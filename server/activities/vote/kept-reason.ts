import { cutTo } from '#shared/text/cut.ts'
import { hasWords } from '#shared/text/has-words.ts'
import { ReasonState, roundLimits, type OwnReason } from '#shared/workshop/round.ts'
import type { ScoreChange } from '../../contracts/polls.ts'
import type { Session } from '../../contracts/session.ts'

/** A reason as the store keeps it. One without words is none, and a person without a name cannot sign. */
export function keptReason(
  reason: OwnReason | undefined,
  { participant }: Session,
): Pick<ScoreChange, 'reason'> {
  const text = cutTo(reason?.text.trim() ?? '', roundLimits.reason)
  const name = (reason?.isSigned && participant.name) || null
  return hasWords(text) ? { reason: { text, name, isUnsent: reason?.state === ReasonState.unsent } } : {}
}
