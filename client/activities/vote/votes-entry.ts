import { drawer } from '../../panels/host/entries.tsx'

/** The dots on the board are those of the open round again once the drawer is closed. */
export const votesDrawer = drawer(
  'votes',
  async () => (await import('./votes-drawer.tsx')).VotesDrawer,
  ({ model }) => model.ui.shownRound.set(null),
)
