import type { Command } from '#shared/wire/command.ts'
import { Operation } from '#shared/workshop/policy.ts'

/** What the table of rights is asked for each command. */
export const operationOf: Readonly<Record<Command['kind'], Operation>> = {
  'round.open': Operation.openRound,
  'round.close': Operation.closeRound,
  'dot.place': Operation.castDot,
  'dot.take': Operation.castDot,
  'board.rename': Operation.renameBoard,
  // Language and title are one right: both say what the board is.
  'board.language': Operation.renameBoard,
  'participant.change': Operation.showPresence,
  'board.gather': Operation.gather,
  'writing.set': Operation.setWriting,
  'desk.reveal': Operation.revealDesks,
  'rights.set': Operation.setRights,
  'lock.set': Operation.setRights,
}
