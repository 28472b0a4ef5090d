import type { AccountGroup, ActivityAccount, StepResult } from '../board-file/account.ts'
import { areScores, byDots } from '../board-file/dots.ts'
import { handedInWords, groupTitle } from './outline.ts'
import { wordsOf } from './words.ts'

/** The groups that a step made, with their sentences. */
export interface GroupsResult extends StepResult {
  readonly kind: 'groups'
  readonly groups: readonly AccountGroup[]
}

/** The account of every activity whose steps make groups. */
export const groupsAccount: ActivityAccount<GroupsResult> = {
  result: ({ groups }) =>
    groups.length === 0
      ? undefined
      : { kind: 'groups', listed: groups.map(({ id }) => id), groups: byDots(groups) },
  blocks: ({ groups }, board, { language }) => {
    const words = wordsOf(language)
    const amount = areScores(board) ? words.points : words.dots
    return groups.map(({ id, title, notes, dots }) => ({
      kind: 'notes',
      heading: groupTitle(board, { id, title }, language),
      facts: [
        words.notes(notes.length),
        ...(dots === null ? [] : [amount(dots)]),
        ...handedInWords(board, id, language),
      ],
      notes,
    }))
  },
}
