import { defineActivity } from '../../commands/define-activity.ts'
import type { BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import { placeFields } from '../../agenda/pour-notes.ts'
import { mapAccount } from './account.ts'
import { Type } from 'typebox'
import { FieldSchema } from '../../templates/template-schema.ts'

/** The settings of an ecosystem in a template. */
const MapSettings = Type.Object({
  asks: Type.Enum(['people', 'needs'] as const),
  fields: Type.Array(FieldSchema, { maxItems: 3 }),
})

export const map = defineActivity({
  commands: [],
  refusals: {},
  open: async (board) => beside(board),
  account: mapAccount,
  settings: MapSettings,
})

/** The rings, and the place of the needs. */
function beside(board: LiveBoard): BoardActivity {
  return {
    stepBegan: async (running: RunningStep) => {
      if (running.step.activity === 'map') await placeFields(board, running, running.step.fields)
    },
  }
}
