import type { ErrorCode } from '#shared/wire/error.ts'

/** Why a command was not carried out: what happened, and what can be done. */
export const sentences = {
  forbidden: 'Your link does not allow this.',
  unknown_command: 'The server does not know this command.',
  round_open: 'A vote is already open on this board; close it before you open another.',
  too_many_rounds:
    'This board has reached its limit of votes; everything on it stays. For more votes, start a new board.',
  too_large: 'This board is full, so nothing was changed; delete some notes, or start a new board.',
  round_too_soon: 'Many votes were opened in a short time; try again in a few seconds.',
  unknown_round: 'This vote does not exist on this board.',
  round_closed: 'This vote is closed, so your dot was not counted.',
  unknown_option: 'This item is not part of the vote, so nothing was changed.',
  over_budget: 'You have no dots left; take one back to place it elsewhere.',
  over_cap: 'You cannot place more dots on this one.',
  no_dot: 'You have no dot here to take back.',
  store_unavailable: 'The server cannot save right now, so nothing was changed; try again in a moment.',
} as const satisfies Partial<Record<ErrorCode, string>>

export type DeskCode = keyof typeof sentences
