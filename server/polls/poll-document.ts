import { PollMethod, type Round } from '#shared/workshop/round.ts'
import type { StoredPoll } from '../contracts/polls.ts'

export type Figures = Pick<Round, 'voted' | 'eligible'>

/** The public part of a poll, for the board document. It never has the key, and ballots only of a named vote. */
export function publicPoll(stored: StoredPoll, { voted, eligible }: Figures): Round {
  const { title, target, options, budget, cap, isSecret, deadline, id, number, openedAt, previous, outcome } =
    stored
  return {
    id,
    number,
    ...(stored.method !== PollMethod.dots && { method: stored.method }),
    title,
    target,
    options,
    ...(stored.about !== undefined && { about: stored.about }),
    ...(stored.texts && { texts: stored.texts }),
    // The source of a sentence would answer in its place.
    ...(stored.labels && outcome && { labels: stored.labels }),
    budget,
    cap,
    isSecret,
    deadline,
    openedAt,
    previous,
    state: outcome ? 'closed' : 'open',
    closedAt: outcome?.closedAt ?? null,
    voted: outcome?.voted ?? voted,
    eligible: Math.max(eligible, outcome?.voted ?? voted),
    totals: outcome?.totals ?? null,
    ballots: isSecret ? null : (outcome?.ballots ?? null),
    ...(outcome?.scores && { scores: outcome.scores }),
    ...(outcome?.passes && { passes: outcome.passes }),
    ...(outcome?.reasons && { reasons: outcome.reasons }),
    ...(outcome?.awaited && { awaited: outcome.awaited }),
    ...(outcome?.withheld && { withheld: outcome.withheld }),
    ...(outcome?.settled !== undefined && { settled: outcome.settled }),
    ...(outcome?.hands && { hands: outcome.hands }),
    ...(stored.step !== undefined && { step: stored.step }),
  }
}
