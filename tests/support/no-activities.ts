import { boardCommands, type BoardCommandStore } from '#server/commands/board-commands.ts'
import { Dispatcher } from '#server/commands/dispatcher.ts'
import type { BoardServices } from '#server/contracts/activity.ts'
import type { RelayLog } from '#server/contracts/live-board.ts'

/** The commands of a board, and no activities: for tests of the relay alone. */
export function servicesWithoutActivities(store: BoardCommandStore, log: RelayLog): BoardServices {
  const dispatcher = new Dispatcher({ log })
  dispatcher.add({ commands: boardCommands, stateOf: () => store })
  return {
    opened: async () => {},
    closed: () => {},
    joined: async () => {},
    left: () => {},
    privateHello: async () => ({ ballots: [] }),
    run: dispatcher.run,
  }
}
