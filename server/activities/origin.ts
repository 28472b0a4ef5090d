import type { Json } from '#shared/board/activities.ts'
import { originIn, originItem, successorsIn } from '#shared/board/origin.ts'
import { defineActivity } from '../commands/define-activity.ts'

/** The names of the boards before and after this one, as files keep them. It has no commands: routes write it. */
export const originKept = defineActivity({
  commands: [],
  refusals: {},
  open: async () => ({}),
  kept: (state) => {
    const from = originIn(state)
    const items = [
      ...(from ? [[originItem, from] as const] : []),
      ...successorsIn(state).map((successor, index) => [`to-${index}`, successor] as const),
    ]
    return items.length > 0
      ? { items: Object.fromEntries(items) as unknown as Record<string, Json> }
      : undefined
  },
})
