import { describeAskings } from './store-suite-askings.ts'
import { describeBoards } from './store-suite-boards.ts'
import { describeCheckpoints } from './store-suite-checkpoints.ts'
import { describeDrafts } from './store-suite-drafts.ts'
import { describeLinkSecrets } from './store-suite-link-secrets.ts'
import { describePairs } from './store-suite-pairs.ts'
import { describePhotos } from './store-suite-photos.ts'
import { describeReplays } from './store-suite-replay.ts'
import { describeRounds } from './store-suite-rounds.ts'
import { describeSessions } from './store-suite-sessions.ts'
import { describePurposePages } from './store-suite-purpose.ts'
import { describeTemplates } from './store-suite-templates.ts'
import type { StoreFixture } from './store-rows.ts'

/** Rules of every store, independent of its storage. */
export function describeStore(fixture: StoreFixture): void {
  describeBoards(fixture)
  describeSessions(fixture)
  describeLinkSecrets(fixture)
  describeRounds(fixture)
  describeDrafts(fixture)
  describeCheckpoints(fixture)
  describePhotos(fixture)
  describeReplays(fixture)
  describeTemplates(fixture)
  describePairs(fixture)
  describeAskings(fixture)
  describePurposePages(fixture)
}
