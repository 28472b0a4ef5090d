import { defineActivity } from '../../commands/define-activity.ts'

export const name = defineActivity({ commands: [], refusals: {}, open: async () => ({}) })
