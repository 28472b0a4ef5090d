import { writeMeta } from '#shared/board/document.ts'
import { SetLanguageSchema } from '#shared/wire/board-commands.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardStore } from '../contracts/boards.ts'
import type { CommandContext } from '../contracts/command.ts'
import { defineCommand } from './define-command.ts'

export const setLanguage = defineCommand({
  kind: 'board.language',
  schema: SetLanguageSchema,
  // Language and title are one right: both describe the board.
  operation: Operation.renameBoard,
  growth: 1,
  run: async ({ board, state }: CommandContext<Pick<BoardStore, 'updateBoard'>>, { language }) => {
    await state.updateBoard(board.id, { language })
    await board.write((doc) => writeMeta(doc, { language }))
  },
})
