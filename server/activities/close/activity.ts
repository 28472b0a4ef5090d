import { SetNextDateSchema } from '#shared/activities/close/commands.ts'
import { nextDateIn } from '#shared/activities/close/next-date.ts'
import { CloseOperation } from '#shared/activities/close/activity.ts'
import { writeActivity } from '#shared/board/activities.ts'
import { isDay } from '#shared/text/calendar.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { defineCommand } from '../../commands/define-command.ts'
import { closeAccount } from './account.ts'

const setNextDate = defineCommand({
  kind: 'close.date',
  schema: SetNextDateSchema,
  operation: CloseOperation.setDate,
  growth: 1,
  run: async ({ board }, { date }) => {
    if (date !== null && !isDay(date)) return 'bad_request'
    await board.write((doc) => writeActivity(doc, 'close', { date }))
    return undefined
  },
})

export const close = defineActivity({
  commands: [setNextDate],
  refusals: {},
  open: async () => ({}),
  account: closeAccount,
  kept: (state) => {
    const date = nextDateIn(state)
    return date === null ? undefined : { whole: { date } }
  },
})
