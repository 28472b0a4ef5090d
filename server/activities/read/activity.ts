import { readRefusals } from '#shared/activities/read/refusals.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { agree } from './agree.ts'
import { answer, ask, remove, settle } from './questions.ts'
import { ReadBoard } from './read-board.ts'
import { readSection } from './report-section.ts'

export const read = defineActivity({
  commands: [agree, ask, answer, settle, remove],
  refusals: readRefusals,
  open: async (board) => new ReadBoard(board),
  section: readSection,
})
