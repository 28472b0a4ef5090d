import type { BoardStore } from '../contracts/boards.ts'
import type { Bus } from '../contracts/bus.ts'
import type { Rooms } from './rooms.ts'

/** Lets the rooms of boards follow the events of all nodes. */
export function followBoardEvents(rooms: Pick<Rooms, 'endSessions' | 'remove'>, bus: Bus): void {
  bus.subscribe((event) => {
    switch (event.kind) {
      case 'sessionsEnded':
        return rooms.endSessions(event.board, event.sessions)
      case 'boardDeleted':
        // The node that deleted it has closed its own room. Another node may still have one.
        return rooms.remove(event.board, async () => {})
      case 'deletionStarted':
      case 'deletionFailed':
    }
  })
}

/** Deletes a board for good, on all nodes. When the store fails, this rejects, and the board goes on. */
export async function deleteBoard(
  board: string,
  rooms: Pick<Rooms, 'remove'>,
  store: Pick<BoardStore, 'deleteBoard'>,
  bus: Bus,
): Promise<void> {
  await bus.publish({ kind: 'deletionStarted', board })
  try {
    await rooms.remove(board, async () => store.deleteBoard(board))
  } catch (cause) {
    await bus.publish({ kind: 'deletionFailed', board })
    throw cause
  }
  await bus.publish({ kind: 'boardDeleted', board })
}
