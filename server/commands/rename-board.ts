import { writeMeta } from '#shared/board/document.ts'
import { titleLimit } from '#shared/board/limits.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { RenameBoardSchema } from '#shared/wire/board-commands.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardStore } from '../contracts/boards.ts'
import type { CommandContext } from '../contracts/command.ts'
import { defineCommand } from './define-command.ts'

export const renameBoard = defineCommand({
  kind: 'board.rename',
  schema: RenameBoardSchema,
  operation: Operation.renameBoard,
  growth: 1,
  run: async ({ board, state }: CommandContext<Pick<BoardStore, 'updateBoard'>>, command) => {
    const title = cleanLine(command.title, titleLimit)
    await state.updateBoard(board.id, { title })
    await board.write((doc) => writeMeta(doc, { title }))
  },
})
