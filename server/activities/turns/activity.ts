import {
  shownPhotosIn,
  shownPhotosKey,
  turnStepsIn,
  turnStepsKey,
} from '#shared/activities/turns/shown-photos.ts'
import { turnsRefusals } from '#shared/activities/turns/refusals.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { turnsAccount } from './account.ts'
import { beginTurns, moreTime, nextTurn, showPhoto, skipTurn } from './lead-turns.ts'
import { TurnsSettings } from './settings.ts'
import { TurnsBoard } from './turns-board.ts'

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
