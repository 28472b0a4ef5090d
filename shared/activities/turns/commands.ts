import { Type, type Static } from 'typebox'
import { idPattern } from '../../board/id.ts'
import { tablesLimit } from '../../workshop/tables.ts'
import type { RefusalTable } from '../../workshop/refusals.ts'

const follows = {
  /** The change that the press follows: of two people who press at once, one is refused. */
  change: Type.Integer({ minimum: 0 }),
  /** At tables facilitators name one. Everybody else speaks for their own. */
  table: Type.Optional(Type.Integer({ minimum: 1, maximum: tablesLimit })),
}

/** The first person of each table has the floor. Tables where somebody speaks already go on. */
export const BeginTurnsSchema = Type.Object({ kind: Type.Literal('turns.begin') })

/** The turn is over, and the next person's begins. */
export const NextTurnSchema = Type.Object({ kind: Type.Literal('turns.next'), ...follows })

/** The person is not ready: they come later. */
export const SkipTurnSchema = Type.Object({ kind: Type.Literal('turns.skip'), ...follows })

/** Half a minute more. */
export const MoreTimeSchema = Type.Object({ kind: Type.Literal('turns.more'), ...follows })

/** The owner of a card says whether its photo is in the report. */
export const ShowPhotoSchema = Type.Object({
  kind: Type.Literal('turns.photo'),
  note: Type.String({ pattern: idPattern }),
  isInReport: Type.Boolean(),
})

export type TurnsCommand =
  | Static<typeof BeginTurnsSchema>
  | Static<typeof NextTurnSchema>
  | Static<typeof SkipTurnSchema>
  | Static<typeof MoreTimeSchema>
  | Static<typeof ShowPhotoSchema>

export const turnsRefusals = {
  /** Somebody else was quicker, or the step is over. */
  turn_passed: { message: 'The round has gone on since.', mayRetry: false },
  /** The same photo came to the board with another card. */
  photo_of_another_card: {
    message: 'This photo first came with another card, so it stays in the room unless that card allows it.',
    mayRetry: false,
  },
  not_your_turn: { message: 'It is not your turn.', mayRetry: false },
} as const satisfies RefusalTable
