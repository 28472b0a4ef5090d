import { defineActivity } from '../../commands/define-activity.ts'
import type { BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import { placeFields } from '../../agenda/place-fields.ts'
import { mapAccount } from './account.ts'
import { MapSettings } from './settings.ts'

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
