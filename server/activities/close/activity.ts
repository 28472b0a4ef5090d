import { SetNextDateSchema } from '#shared/activities/close/commands.ts'
import { nextDateIn } from '#shared/activities/close/next-date.ts'
import { CloseOperation } from '#shared/activities/close/activity.ts'
import { writeActivity } from '#shared/board/activities.ts'
import { shownBlank } from '#shared/board/blanks.ts'
import type { Language } from '#shared/board/document.ts'
import { isDay } from '#shared/text/calendar.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { defineActivity, defineCommand } from '../../commands/define-activity.ts'

/** The day on which the group meets again. */
interface CloseResult extends StepResult {
  readonly kind: 'close'
  /** As `2026-12-01`. */
  readonly next: string
}

const words = {
  en: { next: (date: string) => `Next workshop: ${date}` },
  fr: { next: (date: string) => `Prochain atelier : ${date}` },
} as const satisfies Record<Language, unknown>

const closeAccount: ActivityAccount<CloseResult> = {
  result: ({ step, board }) => {
    const next = step.activity === 'close' ? nextDateIn(board.activities.close) : null
    return next === null ? undefined : { kind: 'close', listed: [], next }
  },
  blocks: ({ next }, _, { language }) => [
    { kind: 'paragraph', text: words[language].next(shownBlank(next, language)) },
  ],
}

const setNextDate = defineCommand({
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
