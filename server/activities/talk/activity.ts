import { defineActivity } from '../../commands/define-activity.ts'

export const talk = defineActivity({ commands: [], refusals: {}, open: async () => ({}) })
