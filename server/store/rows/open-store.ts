import type { ReplaySettings } from '../../contracts/archive.ts'
import { usedAt } from '../../basics/days.ts'
import type { BoardRow } from '../../contracts/boards.ts'
import type { DraftCommit, DraftStore } from '../../contracts/drafts.ts'
import type { CopiedPhotos, NewPhoto, NewPhotos, PhotoLimits } from '../../contracts/photos.ts'
import type { ReplayStore } from '../../contracts/replays.ts'
import type { Store } from '../../contracts/store.ts'
import { StoreError } from '../../contracts/store-error.ts'
import { deleteBoard, deleteUnfinished } from './deletion.ts'
import type { PostgresSettings } from './protocol.ts'
import { StoreClient, type StoreListeners } from './store-client.ts'

export interface StoreOptions extends Partial<StoreListeners> {
  readonly replay?: Partial<ReplaySettings>
  /** Bytes of the disk that stay free (sqlite-rows.ts). */
  readonly floor?: number
  /** PostgreSQL instead of a file in the folder. */
  readonly postgres?: PostgresSettings | undefined
}

/**
 * Size of a board's replay. Older steps become coarser beyond it. A day in which 1,500 notes are written and moved
 * 8,000 times is some 250 kB. 500 moves a second on 2,000 notes reach it in ten minutes (measured).
 */
const replayBytes = 4_194_304

/**
 * Opens the store of one process in one folder. The folder is made when it is missing, and locked while it is open.
 * `thread` is the script of the store's thread. Rejects with a `StoreError` whose message is a sentence for the person
 * who starts the server.
 */
export async function openStoreThread(
  dir: string,
  thread: URL,
  { warn = ignore, lost = ignore, news = ignore, replay, floor, postgres }: StoreOptions = {},
): Promise<Store> {
  const settings = { dir, replay: { isRecorded: true, maxBytes: replayBytes, ...replay }, floor, postgres }
  const client = await StoreClient.open(thread, settings, { warn, lost, news })
  // Nobody waits for it. A failure is tried again at the next start.
  deleteUnfinished(client).catch((error: unknown) => {
    if (!client.hasEnded) warn(`looking for boards that were half copied or half deleted: ${String(error)}`)
  })
  return {
    ...client.operations,
    createBoard: boardCreation(client),
    deleteBoard: (board) => deleteBoard(client, board),
    append: (board, updates, owners) => {
      const own = updates.map(copyOf)
      return client.ask(
        'append',
        [board, own, owners],
        own.map(({ buffer }) => buffer),
      )
    },
    appendDrafts: (commit) => client.ask('appendDrafts', [withCopies(commit)]),
    revealDrafts: (board, updates, drafts) =>
      client.ask('revealDrafts', [board, updates.map(copyOf), drafts.map(withCopies)]),
    sweepDrafts: draftSweep(client),
    checkpointsOf: async (board) => {
      await client.untilDone('isReading', board)
      return client.ask('checkpointsOf', [board])
    },
    readCheckpoint: async (board, id) => {
      await client.untilDone('isReading', board)
      return client.ask('readCheckpoint', [board, id])
    },
    putPhoto: async (photo, limits) => putPhoto(client, photo, limits),
    replayOf: async (board) => {
      await client.ask('wantReplay', [board])
      await client.untilDone('isReplaying', board)
      return client.ask('replayOf', [board])
    },
    sweepReplays: replaySweep(client),
    close: () => client.close(),
  }
}

/**
 * A board with more than its document is created unfinished. Photos follow slice by slice, so that other requests have
 * their turns.
 */
function boardCreation(client: StoreClient): Store['createBoard'] {
  return async (board, links, update, { photos, phaseNotes } = {}) => {
    const own = copyOf(update)
    const hasPhotos = photos !== undefined && photos.ids.length > 0
    if (!hasPhotos && !phaseNotes) {
      await client.ask('createBoard', [board, links, own, false], [own.buffer])
      return
    }
    await client.ask('createBoard', [board, [], own, true], [own.buffer])
    try {
      if (phaseNotes) await client.ask('keepPhaseNotes', [board.id, phaseNotes])
      if (hasPhotos)
        await ('from' in photos ? copyPhotos(client, board, photos) : putPhotos(client, board, photos))
      await client.ask('finishBoard', [board.id, links])
    } catch (error) {
      // Otherwise the next start deletes it.
      deleteBoard(client, board.id).catch(() => undefined)
      throw error
    }
  }
}

async function copyPhotos(client: StoreClient, board: BoardRow, photos: CopiedPhotos): Promise<void> {
  for (let { ids } = photos; ids.length > 0;) {
    ids = ids.slice(await client.ask('copyPhotos', [board, { ...photos, ids }]))
  }
}

/** One at a time: together they may be more than this process should hold. */
async function putPhotos(
  client: StoreClient,
  { id: board, created }: BoardRow,
  { ids, read, limits }: NewPhotos,
): Promise<void> {
  for (const id of ids) {
    const photo = { board, id, participant: null, at: usedAt(created), ...(await read(id)) }
    await putPhoto(client, photo, limits)
  }
}

async function putPhoto(
  client: StoreClient,
  { data, ...facts }: NewPhoto,
  limits: PhotoLimits,
): Promise<boolean> {
  const own = copyOf(data)
  return client.ask('putPhoto', [{ ...facts, data: own }, limits], [own.buffer])
}

function draftSweep(client: StoreClient): DraftStore['sweepDrafts'] {
  return async (before, inUse) => {
    const counts = await forEachBoard(await client.ask('boardsOfOldDrafts', [before]), async (board) => {
      const sweepSlice = async (): Promise<number> => {
        const kept = inUse().filter((drafts) => drafts.board === board)
        return client.ask('sweepDrafts', [board, before, kept])
      }
      let count = 0
      for (let some = -1; some !== 0; count += some) some = await sweepSlice()
      return count
    })
    return counts.reduce((sum, { result }) => sum + result, 0)
  }
}

function replaySweep(client: StoreClient): ReplayStore['sweepReplays'] {
  return async (before) => {
    const swept = await forEachBoard(await client.ask('boardsOfReplays', []), async (board) =>
      client.ask('sweepReplays', [board, before]),
    )
    const boards = swept.flatMap(({ board, result }) => (result ? board : []))
    for (const board of boards) await client.untilDone('isReplaying', board)
    return boards
  }
}

/** Runs a task for one board after the other. Rejects when one failed, after all others are done. */
async function forEachBoard<T>(
  boards: readonly string[],
  task: (board: string) => Promise<T>,
): Promise<readonly { readonly board: string; readonly result: T }[]> {
  const done: { readonly board: string; readonly result: T }[] = []
  const failures: unknown[] = []
  for (const board of boards) {
    try {
      done.push({ board, result: await task(board) })
    } catch (error) {
      // Another server has it, and does it.
      if (!(error instanceof StoreError && error.kind === 'fenced')) failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return done
}

/** Posting a view would clone the whole buffer behind it. */
function copyOf(update: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(update)
}

function withCopies(commit: DraftCommit): DraftCommit {
  return { ...commit, updates: commit.updates.map(copyOf) }
}

function ignore(): void {}
