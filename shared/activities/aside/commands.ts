import { Type, type Static } from 'typebox'
import { idPattern } from '../../board/id.ts'
import type { RefusalTable } from '../../workshop/refusals.ts'

/** Sets aside what the room said in answer to a question. */
export const ConfirmAsideSchema = Type.Object({
  kind: Type.Literal('aside.confirm'),
  asked: Type.String({ minLength: 1, maxLength: 32 }),
})

/** Takes a sentence up again that was set aside; or sets it aside again, as before. */
export const SetAsideSchema = Type.Object({
  kind: Type.Literal('aside.set'),
  statement: Type.String({ pattern: idPattern }),
  isAside: Type.Boolean(),
})

export type AsideCommand = Static<typeof ConfirmAsideSchema> | Static<typeof SetAsideSchema>

export const asideRefusals = {
  last_sentence: {
    message: 'At least one sentence stays; this one was not set aside.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
