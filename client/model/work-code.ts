import { createBoardWork } from './commands/board-work.ts'

/** The code for changing a board. A page loads it behind the first paint of the board. */
export const workCode = { createBoardWork }
