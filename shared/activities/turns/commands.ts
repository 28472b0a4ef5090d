import { Type, type Static } from 'typebox'
import { idPattern } from '../../board/id.ts'

/** The change that the press follows: of two people who press at once, one is refused. */
const follows = { change: Type.Integer({ minimum: 0 }) }

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
  | Static<typeof NextTurnSchema>
  | Static<typeof SkipTurnSchema>
  | Static<typeof MoreTimeSchema>
  | Static<typeof ShowPhotoSchema>
