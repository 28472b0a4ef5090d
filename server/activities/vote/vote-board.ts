import { may } from '#shared/activities/policy.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import type { ActivityTools, BoardActivity } from '../../contracts/activity.ts'
import type { PrivateHello } from '../../contracts/board-services.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import type { Session } from '../../contracts/session.ts'
import type { OwnBallot } from '#shared/wire/hello.ts'
import { pollsBeside, type BoardPolls } from '../../polls/board-polls.ts'
import { beginVote } from './begin-vote.ts'
import type { OpenPoll } from '../../polls/open-poll.ts'

/** Dot voting on one open board. */
export interface VoteBoard extends BoardActivity {
  readonly polls: BoardPolls
  readonly keepBefore: ActivityTools['keepBefore']
}

export async function openVote(board: LiveBoard, tools: ActivityTools): Promise<VoteBoard> {
  const polls = await pollsBeside(board, tools)
  return {
    polls,
    keepBefore: tools.keepBefore,
    joined: (session) => polls.open?.seen(session),
    stepBegan: async (running) => beginVote(board, polls, tools, running),
    stepEnds: async ({ path }) => {
      if (polls.open?.stored.step === path) await polls.close(polls.open.stored.id)
    },
    deadlinePassed: async (id) => void (await polls.close(id)),
    closed: () => polls.stop(),
    privateHello: async (session) => ballotsOf(polls, session),
  }
}

async function ballotsOf(polls: BoardPolls, session: Session): Promise<Partial<PrivateHello>> {
  if (!may(session.role, VoteOperation.castDot)) return {}
  const left = await polls.leftBallotsOf(session.participant.id)
  const { open } = polls
  return { ballots: open ? [...left, await openBallotOf(polls, open, session)] : left }
}

/** The session's ballot in the open poll. A facilitator's has the show of hands beside it. */
export async function openBallotOf(polls: BoardPolls, open: OpenPoll, session: Session): Promise<OwnBallot> {
  const ballot = await polls.ballotOf(open, session)
  return open.hands && may(session.role, VoteOperation.raiseHands) ? { ...ballot, hands: open.hands } : ballot
}
