import { shownPhotosIn, shownPhotosKey, turnStepsIn, turnStepsKey } from '#shared/activities/turns/cards.ts'
import { turnsRefusals } from '#shared/activities/turns/commands.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { turnsAccount } from './account.ts'
import { beginTurns, moreTime, nextTurn, showPhoto, skipTurn } from './lead-turns.ts'
import { TurnsBoard } from './turns-board.ts'
import { Type } from 'typebox'
import { FieldSchema } from '../../templates/field-schema.ts'

/** Seconds of a turn: from long enough for a sentence to half an hour. Not measured. */
const bounds = { minimum: 10, maximum: 1_800 }

/** The settings of a round of turns in a template. */
const TurnsSettings = Type.Object({
  each: Type.Integer(bounds),
  fields: Type.Array(FieldSchema, { minItems: 2, maxItems: 2 }),
})

export const turns = defineActivity({
  commands: [beginTurns, nextTurn, skipTurn, moreTime, showPhoto],
  refusals: turnsRefusals,
  open: async (board, tools) => new TurnsBoard(board, tools),
  account: turnsAccount,
  // The rounds name people.
  kept: (state) => {
    const ids = shownPhotosIn(state)
    const steps = turnStepsIn(state)
    if (ids.length + steps.size === 0) return undefined
    return { whole: { [shownPhotosKey]: [...ids], [turnStepsKey]: [...steps].sort() } }
  },
  settings: TurnsSettings,
})
