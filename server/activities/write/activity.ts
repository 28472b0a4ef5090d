import { defineActivity } from '../../commands/define-activity.ts'
import { writeRefusals } from '#shared/activities/write/refusals.ts'
import { writeAccount } from './account.ts'
import { addNote } from './add-note.ts'
import { changeNote } from './change-note.ts'
import { revealDrafts } from './reveal-drafts.ts'
import { setWriting } from './set-writing.ts'
import { WriteSettings } from './settings.ts'
import { showDraft } from './show-draft.ts'
import { takeBackNote } from './take-back-note.ts'
import { WriteBoard } from './write-board.ts'

export const write = defineActivity({
  commands: [setWriting, revealDrafts, addNote, changeNote, takeBackNote, showDraft],
  refusals: writeRefusals,
  open: async (board, tools) => new WriteBoard(board, tools),
  account: writeAccount,
  settings: WriteSettings,
})
