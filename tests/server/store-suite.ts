import { expect, test } from 'vitest'
import type { Store } from '#server/contracts/store.ts'
import type { OperationName } from '#server/store/rows/protocol.ts'
import { describeAskedReasons, describeAskings, describePublicAskings } from './store-suite-askings.ts'
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
import { describeSteps } from './store-suite-steps.ts'
import { describeTemplates } from './store-suite-templates.ts'
import { describeTokens } from './store-suite-tokens.ts'
import { newBoard, type StoreFixture } from './store-rows.ts'

/** Rules of every store, independent of its storage. The last one: together they call all of its methods. */
export function describeStore(unwatched: StoreFixture): void {
  const { called, ...fixture } = watchedStores(unwatched)
  describeBoards(fixture)
  describeSessions(fixture)
  describeLinkSecrets(fixture)
  describeRounds(fixture)
  describeDrafts(fixture)
  describeCheckpoints(fixture)
  describePhotos(fixture)
  describeReplays(fixture)
  describeTemplates(fixture)
  describeTokens(fixture)
  describeSteps(fixture)
  describePairs(fixture)
  describeAskings(fixture)
  describeAskedReasons(fixture)
  describePublicAskings(fixture)
  describePurposePages(fixture)

  test('a server that has the store alone has all boards, and knows whose a page is', async () => {
    const store = await fixture.open()
    const board = await newBoard(store)
    for (const id of [board, 'unknown']) expect(await store.ownerOf(id)).toBeNull()
    await store.savePurposeDraft(board, 'the-page', '{}', null)
    expect(await store.otherServers()).toEqual([])
    expect(await store.boardOfPage('the-page')).toBe(board)
    expect(await store.boardOfPage('unknown')).toBeUndefined()
  })

  test('these rules call every method of the store', async () => {
    const methods = Object.keys(await fixture.open()).filter((name) => !(name in ofTheThread))
    expect(methods.filter((name) => !called.has(name))).toEqual([])
  })
}

/** Operations of SQLite's thread that are steps of a method. */
const ofTheThread: Readonly<Record<Exclude<OperationName, keyof Store>, true>> = {
  isReading: true,
  boardsOfOldDrafts: true,
  copyPhotos: true,
  finishBoard: true,
  unfinishedBoards: true,
  beginDeletion: true,
  deleteSlice: true,
  wantReplay: true,
  isReplaying: true,
  boardsOfReplays: true,
}

/** Notes the names of the methods that are called. */
function watchedStores({ open, reopen }: StoreFixture): StoreFixture & { readonly called: Set<string> } {
  const called = new Set<string>()
  const unwatched = new WeakMap<Store, Store>()
  const watch = (store: Store): Store => {
    const watched = new Proxy(store, {
      get: (target, name) => {
        called.add(String(name))
        return target[name as keyof Store]
      },
    })
    unwatched.set(watched, store)
    return watched
  }
  return {
    called,
    open: async () => watch(await open()),
    reopen: async (store) => watch(await reopen(unwatched.get(store) ?? store)),
  }
}
