import type * as Y from 'yjs'
import { asideRefusals, ConfirmAsideSchema, SetAsideSchema } from '#shared/activities/aside/commands.ts'
import { toSetAside } from '#shared/activities/aside/result.ts'
import { allShownIn, proposedIn } from '#shared/asking/asked.ts'
import { readAgendaNow } from '#shared/board/agenda.ts'
import { asideName, asideLogsIn, asideIn, logAside } from '#shared/board/aside.ts'
import { type Json, readActivity, askedName } from '#shared/board/activities.ts'
import { readStatement, statementsOf } from '#shared/board/statements.ts'
import type { RefusalCode } from '#shared/wire/command.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { accountOfAsking } from '../../asking/activity.ts'
import { defineActivity, defineCommand } from '../../commands/define-activity.ts'
import type { ActivityTools, BoardActivity, CommandContext } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'

/** The sentences of one open board that were set aside. */
class AsideBoard implements BoardActivity {
  /** It needs no hook. */
  readonly closed?: () => void
  readonly #board: LiveBoard
  readonly #now: ActivityTools['now']

  constructor(board: LiveBoard, now: ActivityTools['now']) {
    this.#board = board
    this.#now = now
  }

  /** Sets aside what the room said. The command again changes nothing, also once a sentence was taken up again. */
  async confirm(id: string): Promise<RefusalCode | undefined> {
    return this.#board.write((doc) => {
      const state = readActivity(doc, askedName)
      const [path, asked] = allShownIn(state).find(([, each]) => each.id === id) ?? []
      if (path === undefined || !asked) return 'unknown_item'
      const logs = asideLogsIn(readActivity(doc, asideName))
      for (const { thing, reasons } of toSetAside(asked, proposedIn(state, path, asked))) {
        const isDone = logs.get(thing.id)?.some((entry) => entry.asked === id) === true
        if (!isDone && isSpare(doc, thing.id))
          logAside(doc, thing.id, { isAside: true, by: path, asked: id, at: this.#now(), reasons })
      }
      return undefined
    })
  }

  /** Takes a sentence up again, or takes that back. */
  async set(statement: string, isAside: boolean): Promise<RefusalCode | undefined> {
    return this.#board.write((doc) => {
      const log = asideLogsIn(readActivity(doc, asideName)).get(statement) ?? []
      const last = log.at(-1)
      const before = log.findLast((entry) => entry.isAside)
      if (!last || !before || !readStatement(doc, statement)) return 'unknown_item'
      if (last.isAside === isAside) return undefined
      if (isAside && !isSpare(doc, statement)) return 'last_sentence'
      const by = readAgendaNow(doc)?.step ?? before.by
      const { reasons } = before
      logAside(doc, statement, { isAside, by, asked: null, at: this.#now(), reasons })
      return undefined
    })
  }
}

/** True for a sentence that is there and leaves another one. */
function isSpare(doc: Y.Doc, statement: string): boolean {
  const gone = asideIn(doc)
  const left = statementsOf(doc).filter(({ id }) => !gone.has(id))
  return left.length > 1 && left.some(({ id }) => id === statement)
}

type Context = CommandContext<AsideBoard>

const confirm = defineCommand({
  schema: ConfirmAsideSchema,
  operation: Operation.leadAgenda,
  growth: 'content',
  run: async ({ state }: Context, { asked }) => state.confirm(asked),
})

const set = defineCommand({
  schema: SetAsideSchema,
  operation: Operation.leadAgenda,
  growth: 'content',
  run: async ({ state }: Context, { statement, isAside }) => state.set(statement, isAside),
})

export const aside = defineActivity({
  commands: [confirm, set],
  refusals: asideRefusals,
  open: async (board, { now }) => new AsideBoard(board, now),
  account: accountOfAsking(asideName),
  kept: (state) => {
    const logs = asideLogsIn(state)
    return logs.size > 0 ? { items: Object.fromEntries(logs) as unknown as Record<string, Json> } : undefined
  },
})
