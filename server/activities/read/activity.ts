import { defineActivity } from '../../commands/define-activity.ts'

export const read = defineActivity({ commands: [], refusals: {}, open: async () => ({}) })
