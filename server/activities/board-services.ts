import type { ActivityName } from '#shared/activities/types.ts'
import { boardCommands, type BoardCommandStore } from '../commands/board-commands.ts'
import type { RegisteredActivity } from '../commands/define-activity.ts'
import { Dispatcher } from '../commands/dispatcher.ts'
import { reconcileBoardRow } from '../commands/reconcile-board-row.ts'
import type { ActivityTools, BoardActivity } from '../contracts/activity.ts'
import type { BoardServices, PrivateHello } from '../contracts/board-services.ts'
import type { BoardStore } from '../contracts/boards.ts'
import type { Deadline } from '../contracts/deadlines.ts'
import type { DraftDocuments } from '../contracts/draft-documents.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import * as registry from './registry.ts'

export interface BoardServiceTools extends ActivityTools {
  readonly boards: BoardCommandStore & Pick<BoardStore, 'findBoard'>
  readonly drafts: DraftDocuments
}

const activities: Readonly<Record<ActivityName, RegisteredActivity>> = registry

const nothingPrivate: PrivateHello = { ballots: [] }

/** Runs all activities beside the open boards, and all commands. */
export interface ActivityServices extends BoardServices {
  /** Lets the activity of a deadline act. The board must be in memory. */
  readonly deadlinePassed: (deadline: Deadline) => Promise<void>
}

export function createBoardServices(tools: BoardServiceTools): ActivityServices {
  const open = new Map<string, ReadonlyMap<string, BoardActivity>>()
  const besides = (board: string): Iterable<BoardActivity> => open.get(board)?.values() ?? []
  const dispatcher = new Dispatcher({
    refusals: Object.assign({}, ...Object.values(activities).map(({ refusals }) => refusals)),
    log: tools.log,
  })
  dispatcher.add({ commands: boardCommands, stateOf: () => tools.boards })
  for (const activity of Object.values(activities)) activity.addCommands(dispatcher)

  tools.drafts.subscribe(({ board, participant }, facts) => {
    for (const activity of besides(board)) activity.draftsChanged?.(participant, facts)
  })

  const close = (board: string): void => {
    for (const activity of besides(board)) activity.closed?.()
    open.delete(board)
  }

  const openAll = async (board: LiveBoard): Promise<ReadonlyMap<string, BoardActivity>> => {
    const opened = new Map<string, BoardActivity>()
    for (const [name, activity] of Object.entries(activities))
      opened.set(name, await activity.open(board, tools))
    return opened
  }

  return {
    opened: async (board) => {
      await reconcileBoardRow(board, tools.boards)
      const opened = await openAll(board)
      // A room that failed may have been closed after this one was begun.
      close(board.id)
      open.set(board.id, opened)
    },
    closed: close,
    joined: async (board, session) => {
      for (const activity of besides(board.id)) activity.joined?.(session)
    },
    left: (board, session) => {
      for (const activity of besides(board.id)) activity.left?.(session)
    },
    privateHello: async (board, session) => {
      const parts = await Promise.all(
        [...besides(board.id)].map(async (activity) => activity.privateHello?.(session)),
      )
      return Object.assign({}, nothingPrivate, ...parts)
    },
    run: dispatcher.run,
    deadlinePassed: async ({ board, activity, id }) => {
      await open.get(board)?.get(activity)?.deadlinePassed?.(id)
    },
  }
}
