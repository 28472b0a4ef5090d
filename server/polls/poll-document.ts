import type { Round } from '#shared/workshop/round.ts'
import type { StoredRound } from '../contracts/polls.ts'

export interface Progress {
  readonly voted: number
  readonly eligible: number
}

/** The round as the board document shows it: never with its key, and with ballots only if it was open to all. */
export function publicRound(stored: StoredRound, progress: Progress): Round {
  const { title, target, options, budget, cap, isSecret, deadline, id, number, openedAt, previous, outcome } =
    stored
  return {
    id,
    number,
    title,
    target,
    options,
    budget,
    cap,
    isSecret,
    deadline,
    openedAt,
    previous,
    state: outcome ? 'closed' : 'open',
    closedAt: outcome?.closedAt ?? null,
    voted: outcome?.voted ?? progress.voted,
    eligible: Math.max(progress.eligible, outcome?.voted ?? progress.voted),
    totals: outcome?.totals ?? null,
    ballots: isSecret ? null : (outcome?.ballots ?? null),
  }
}
