import type { Barrier } from '#shared/workshop/policy.ts'

/** Sentences for the sender of a refused change. */
export const barrierSentences: Readonly<Record<Barrier, string>> = {
  forbidden: 'Your link does not allow this change, so it was not applied.',
  newer_version:
    'A newer version of this program wrote this board, so nothing was changed; the board can be read and exported.',
  writing_private:
    'Everyone is writing in private now, so this note was not added to the board; write it as a draft.',
  board_locked: 'The board is locked, so this was not changed; ask the facilitator.',
  locked: 'This note or group is locked, so it was not changed; ask the facilitator.',
  not_your_note: 'Only its author or a facilitator can delete this note, so it was not deleted.',
  not_yours_to_move: 'On this board, people can move only their own notes, so this one was not moved.',
  not_yours_to_write: 'On this board, people can change only their own notes, so this one was not changed.',
  clusters_fixed: 'On this board, only facilitators can make and change groups, so nothing was changed.',
  step_closed:
    'This step of the workshop does not include that, so nothing was changed; ask the facilitator.',
  link_invalid: 'This link no longer opens the board, so nothing was changed.',
  not_found: 'This board no longer exists, so nothing was changed.',
}
