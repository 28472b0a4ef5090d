import { defineActivity } from '../../commands/define-activity.ts'

export const group = defineActivity({ commands: [], refusals: {}, open: async () => ({}) })
