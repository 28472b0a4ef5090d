import { dayMs } from '../basics/days.ts'
import type { BoardStore } from '../contracts/boards.ts'

/** Boards that nobody changes are deleted after some time, when the host wants that. */
export interface Retention {
  /** When this board is deleted if nobody changes it; undefined while that is more than a month away. */
  readonly expiresAt: (board: string) => Promise<number | undefined>
  /** Deletes the boards that are due, but those on which somebody is now. */
  readonly sweep: (tools: {
    readonly isInUse: (board: string) => boolean
    readonly remove: (board: string) => Promise<void>
  }) => Promise<void>
}

interface RetentionTools {
  readonly store: Pick<BoardStore, 'keepFor' | 'lastChangeOf' | 'boardsUnusedSince'>
  /** 0: boards are kept. */
  readonly days: number
  readonly now: () => number
}

/** People read the date for so long before, also when the host has just begun to delete boards. */
const noticeMs = 31 * dayMs

export function createRetention({ store, days, now }: RetentionTools): Retention {
  let since: Promise<number> | undefined
  /** Asked for until it is known: the disk may be full at the start. */
  const begun = async (): Promise<number> => {
    since ??= store.keepFor(days, now())
    return since.catch((cause: unknown) => {
      since = undefined
      throw cause
    })
  }
  return {
    expiresAt: async (board) => {
      if (days === 0) return undefined
      const used = await store.lastChangeOf(board)
      if (used === null) return undefined
      const at = Math.max(used + days * dayMs, (await begun()) + noticeMs)
      return at - now() < noticeMs ? at : undefined
    },
    sweep: async ({ isInUse, remove }) => {
      const start = await begun()
      if (days === 0 || now() < start + noticeMs) return
      for (const board of await store.boardsUnusedSince(now() - days * dayMs))
        if (!isInUse(board)) await remove(board)
    },
  }
}
