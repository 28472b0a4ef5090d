import type { ErrorCode } from '#shared/wire/error.ts'

/** Why a command was not carried out: what happened, and what can be done. */
export const sentences = {
  forbidden: 'Your link does not allow this.',
  unknown_command: 'This command is not known here.',
  round_open: 'A round is already open on this board; close it before you open another.',
  too_many_rounds:
    'This board has had as many votes as one may have; everything on it stays. For more votes, go on with a new board.',
  too_large: 'This board is full, so nothing was changed; remove notes, or go on with a new board.',
  round_too_soon: 'Many votes were opened in a short time; try again in a few seconds.',
  unknown_round: 'There is no such round on this board.',
  round_closed: 'This round is closed, so your dot was not counted.',
  unknown_option: 'This is not among what is voted on, so nothing was changed.',
  over_budget: 'You have no dots left; take one back to place it elsewhere.',
  over_cap: 'You cannot put more dots on this one.',
  no_dot: 'You have no dot here to take back.',
  store_unavailable:
    'The server cannot save at the moment, so nothing was changed; please try again in a moment.',
} as const satisfies Partial<Record<ErrorCode, string>>

export type DeskCode = keyof typeof sentences
