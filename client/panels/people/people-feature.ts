import type { Feature } from '../host/feature.ts'
import { meDialog } from './me-entry.ts'
import { peopleDrawer } from './people-entry.ts'
import { PeopleStrip } from './people-strip.tsx'

export const people: Feature = {
  name: 'people',
  TopBar: PeopleStrip,
  announcer: async () => (await import('./announce-people.ts')).announcePeople,
  actions: async () => (await import('./people-actions.tsx')).peopleActions,
  later: [peopleDrawer, meDialog],
}
