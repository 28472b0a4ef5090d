import { defineActivity } from '../../commands/define-activity.ts'

export const reveal = defineActivity({ commands: [], refusals: {}, open: async () => ({}) })
