import { RoundTarget } from '#shared/workshop/round.ts'
import { rankRound } from '#shared/workshop/tally.ts'
import type { ReplayScene } from '../../panels/host/scenes.ts'
import { questionOf } from './round-words.ts'
import { voteWords } from './words.ts'

/** Votes in a replay: their beginning, their end, and the result until the next moment. */
export const replayOfVotes: ReplayScene = {
  sentence: ({ kind, round: id }, { rounds }) => {
    if (kind !== 'roundOpened' && kind !== 'roundClosed') return undefined
    const round = rounds.get(id ?? '')
    return voteWords.t(`moment.${kind}`, { round: round ? questionOf(round) : '' })
  },
  marks: ({ rounds }, moment) => {
    const round = moment.kind === 'roundClosed' ? rounds.get(moment.round ?? '') : undefined
    // Texts that were voted on are not on the board.
    if (!round?.totals || round.target === RoundTarget.texts) return null
    const ranked = rankRound(round).map((option) => [option.option, option] as const)
    return { kind: 'closed', dots: {}, ranked: new Map(ranked) }
  },
}
