import { drawer } from '../host/entries.tsx'

export const peopleDrawer = drawer('people', async () => (await import('./people-drawer.tsx')).PeopleDrawer)
