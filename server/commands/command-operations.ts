import type { Command } from '#shared/wire/command.ts'
import type { PolicyOperation } from '#shared/activities/policy.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { WriteOperation } from '#shared/activities/write/rights.ts'

/** What the table of rights is asked for each command. */
export const operationOf: Readonly<Record<Command['kind'], PolicyOperation>> = {
  'round.open': VoteOperation.openRound,
  'round.close': VoteOperation.closeRound,
  'dot.place': VoteOperation.castDot,
  'dot.take': VoteOperation.castDot,
  'board.rename': Operation.renameBoard,
  // Language and title are one right: both say what the board is.
  'board.language': Operation.renameBoard,
  'participant.change': Operation.showPresence,
  'board.gather': Operation.gather,
  'writing.set': WriteOperation.setWriting,
  'desk.reveal': WriteOperation.revealDesks,
  'rights.set': Operation.setRights,
  'lock.set': Operation.setRights,
}
