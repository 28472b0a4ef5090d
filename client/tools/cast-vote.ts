import { mostPoints } from '#shared/workshop/round.ts'
import type { CommandOutcome } from '../model/contract/board-commands.ts'
import type { Voting } from '../model/contract/board-model.ts'
import type { DotDeed } from '../view/dots.ts'

interface VotedOption {
  readonly round: string
  readonly option: string
}

/** Sends the effect of a click or a key on an option of the open vote. */
export function castVote(
  voting: Voting,
  { round, option }: VotedOption,
  deed: DotDeed,
): Promise<CommandOutcome> {
  if (typeof deed === 'object') return voting.answer(round, option, deed.points)
  return voting[deed](round, option)
}

/** More or fewer points by key. Fewer than none takes the answer back. */
export function stepOfPoints(own: number | undefined, by: 1 | -1): { readonly points: number | null } {
  if (own === undefined) return { points: by === 1 ? 1 : 0 }
  const points = Math.min(mostPoints, own + by)
  return { points: points < 0 ? null : points }
}
