import { asideRefusals, ConfirmAsideSchema, SetAsideSchema } from '#shared/activities/aside/commands.ts'
import { asideName, asideLogsIn } from '#shared/board/aside.ts'
import type { Json } from '#shared/board/activities.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { accountOfAsking } from '../../asking/activity.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import { AsideBoard } from './aside-board.ts'

type Context = CommandContext<AsideBoard>

const confirm = defineCommand({
  kind: 'aside.confirm',
  schema: ConfirmAsideSchema,
  operation: Operation.leadAgenda,
  growth: 'content',
  run: async ({ state }: Context, { asked }) => state.confirm(asked),
})

const set = defineCommand({
  kind: 'aside.set',
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
