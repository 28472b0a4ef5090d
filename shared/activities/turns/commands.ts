import { Type, type Static } from 'typebox'

/** The change that the press follows: of two people who press at once, one is refused. */
const follows = { change: Type.Integer({ minimum: 0 }) }

/** The turn is over, and the next person's begins. */
export const NextTurnSchema = Type.Object({ kind: Type.Literal('turns.next'), ...follows })

/** The person is not ready: they come later. */
export const SkipTurnSchema = Type.Object({ kind: Type.Literal('turns.skip'), ...follows })

/** Half a minute more. */
export const MoreTimeSchema = Type.Object({ kind: Type.Literal('turns.more'), ...follows })

export type TurnsCommand =
  | Static<typeof NextTurnSchema>
  | Static<typeof SkipTurnSchema>
  | Static<typeof MoreTimeSchema>
