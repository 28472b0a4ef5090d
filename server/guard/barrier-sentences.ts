import type { Barrier } from '#shared/workshop/policy.ts'

/** What the sender of a refused change is told. */
export const barrierSentences: Readonly<Record<Barrier, string>> = {
  forbidden: 'Your link does not allow this change, so it was not applied.',
  newer_version:
    'This board was written by a newer version of this program, so nothing was changed; it can be read and exported.',
  writing_private:
    'Everybody writes in private at the moment, so this note was not put on the board; write it as a draft.',
  board_locked: 'The board is locked at the moment, so this was not changed; ask the facilitator.',
  locked: 'This note or group is locked, so it was not changed; ask the facilitator.',
  not_your_note: 'Only its author or a facilitator can delete this note, so it was not deleted.',
  not_yours_to_move: 'On this board people move only their own notes, so this one was not moved.',
  not_yours_to_write: 'On this board people change only their own notes, so this one was not changed.',
  clusters_fixed: 'On this board only facilitators make and change groups, so nothing was changed.',
  link_invalid: 'This link no longer opens the board, so nothing was changed.',
  not_found: 'This board is no longer here, so nothing was changed.',
}
