import { defineActivity } from '../../commands/define-activity.ts'
import { formAccount } from './account.ts'
import { preparationsIn } from '#shared/activities/form/preparation.ts'
import { FormBoard, stepsInJson } from './form-board.ts'
import { FormSettings } from './settings.ts'

export const form = defineActivity({
  commands: [],
  refusals: {},
  open: async (board, tools) => new FormBoard(board, tools),
  account: formAccount,
  // Counts alone.
  kept: (state) => {
    const steps = preparationsIn(state)
    return steps.size > 0 ? { whole: { steps: stepsInJson(steps), isFromFile: true } } : undefined
  },
  settings: FormSettings,
})
