import { drawer } from '../../panels/host/entries.tsx'

/** Once closed, the board shows the dots of the open round again. */
export const votesDrawer = drawer(
  'votes',
  async () => (await import('./votes-drawer.tsx')).VotesDrawer,
  ({ model }) => model.ui.shownRound.set(null),
)
