import { createBoardWork } from './commands/board-work.ts'
import { createUndo } from './commands/undo.ts'
import { createDesk } from './drafts/desk.ts'

/** The code for changing a board and for writing on a desk. A page loads it behind the first paint of the board. */
export const workCode = { createBoardWork, createUndo, createDesk }
