import { nextDateIn } from '#shared/activities/close/next-date.ts'
import { shownBlank } from '#shared/board/blanks.ts'
import type { Language } from '#shared/board/document.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'

/** The day on which the group meets again. */
export interface CloseResult extends StepResult {
  readonly kind: 'close'
  /** As `2026-12-01`. */
  readonly next: string
}

const words = {
  en: { next: (date: string) => `Next workshop: ${date}` },
  fr: { next: (date: string) => `Prochain atelier : ${date}` },
} as const satisfies Record<Language, unknown>

export const closeAccount: ActivityAccount<CloseResult> = {
  result: ({ step, board }) => {
    const next = step.activity === 'close' ? nextDateIn(board.activities.close) : null
    return next === null ? undefined : { kind: 'close', listed: [], next }
  },
  blocks: ({ next }, _, { language }) => [
    { kind: 'paragraph', text: words[language].next(shownBlank(next, language)) },
  ],
}
