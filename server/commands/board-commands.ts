import type { BoardStore } from '../contracts/boards.ts'
import type { CommandDefinition } from '../contracts/command.ts'
import type { SessionStore } from '../contracts/sessions.ts'
import { changeParticipant } from './change-participant.ts'
import { gatherEverybody } from './gather-everybody.ts'
import { renameBoard } from './rename-board.ts'
import { setLanguage } from './set-language.ts'
import { setLocks } from './set-locks.ts'
import { setRights } from './set-rights.ts'
import { showToRoom } from './show-to-room.ts'
import { takePart } from './take-part.ts'

export type BoardCommandStore = Pick<BoardStore, 'updateBoard'> &
  Pick<SessionStore, 'updateParticipant' | 'setPart'>

/** The commands that every board takes. One line adds one. */
export const boardCommands: readonly CommandDefinition<BoardCommandStore>[] = [
  renameBoard,
  setLanguage,
  changeParticipant,
  takePart,
  gatherEverybody,
  showToRoom,
  setRights,
  setLocks,
]
