import type { Feature } from '../host/feature.ts'
import { takesPartIn } from '../host/just-created.ts'
import { reportRefusal } from '../host/outcome.ts'
import { peopleDrawer } from './people-entry.ts'
import { meDialog } from './me-entry.ts'
import { PeopleStrip } from './people-strip.tsx'

export const people: Feature = {
  name: 'people',
  TopBar: PeopleStrip,
  watch: ({ model }) => {
    if (takesPartIn.get() === model.id)
      reportRefusal(model, model.run({ kind: 'participant.part', takesPart: true }))
    takesPartIn.set(null)
    return () => undefined
  },
  announcer: async () => (await import('./announce-people.ts')).announcePeople,
  actions: async () => (await import('./people-actions.tsx')).peopleActions,
  later: [peopleDrawer, meDialog],
}
