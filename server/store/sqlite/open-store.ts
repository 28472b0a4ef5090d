import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker, type Transferable } from 'node:worker_threads'
import type { FromWorker, Operation, Reply, SyncStore, ToWorker } from './protocol.ts'
import type { ReplaySettings } from './replays.ts'
import type { SqliteSettings } from './worker.ts'
import type { DraftCommit } from '../../contracts/drafts.ts'
import type { Store } from '../../contracts/store.ts'
import { StoreError } from '../../contracts/store-error.ts'

/** A disk that is full for an hour is not asked all the time (taste). */
const deletingAgainMs = 2_000

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: StoreError) => void
}

export interface SqliteOptions {
  /** Gets what went wrong without anybody's request failing. */
  readonly warn?: (problem: string) => void
  /** Gets why the store has ended by itself: it answers nothing any more. */
  readonly lost?: (problem: string) => void
  readonly replay?: Partial<ReplaySettings>
  /** Bytes of the disk that stay free (free-space.ts). */
  readonly floor?: number
}

/**
 * The store of one process in one folder, which is made when it is missing and locked while it is open. Rejects
 * with a `StoreError` whose message is a sentence for the person who starts the server.
 */
export async function openSqliteStore(
  dir: string,
  { warn = ignore, lost = ignore, replay, floor }: SqliteOptions = {},
): Promise<Store> {
  const settings: SqliteSettings = {
    dir,
    replay: { isRecorded: true, mostBytes: replayBytes, ...replay },
    floor,
  }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: settings })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let gone: StoreError | undefined
  let reading = Promise.withResolvers<void>()

  const opened = Promise.withResolvers<void>()
  worker.on('message', (message: FromWorker) => {
    switch (message.kind) {
      case 'ready':
        return opened.resolve()
      case 'unusable':
        return opened.reject(new StoreError(message.problem))
      case 'replies':
        return message.replies.forEach(settle)
      case 'warning':
        return warn(message.problem)
      case 'read':
        return reading.resolve()
      case 'closed':
        return undefined
    }
  })
  worker.on('error', (error) => end(`the store's thread stopped: ${error.message}`))
  worker.on('exit', () => end('the store is closed'))

  let isOpen = false
  function end(problem: string): void {
    if (!gone && isOpen) lost(problem)
    gone ??= new StoreError(problem)
    opened.reject(gone)
    reading.resolve()
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  }

  function settle(reply: Reply): void {
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.ok) asked?.resolve(reply.value)
    else asked?.reject(new StoreError(reply.problem, { kind: reply.kind }))
  }

  function post(message: ToWorker, transfer: Transferable[] = []): void {
    worker.postMessage(message, transfer)
  }

  function ask<Name extends Operation>(
    name: Name,
    args: Parameters<SyncStore[Name]>,
    transfer: Transferable[] = [],
  ): Promise<ReturnType<SyncStore[Name]>> {
    if (gone) return Promise.reject(gone)
    const id = (lastId += 1)
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      post({ kind: 'request', id, name, args }, transfer)
    })
  }

  /** They are worked on one after the other, some tenths of a second each for a very large board. */
  async function allDone(isGoingOn: 'isReading' | 'isReplaying', board: string): Promise<void> {
    for (;;) {
      const { promise } = reading
      if (!(await ask(isGoingOn, [board]))) return
      await promise
      if (reading.promise === promise) reading = Promise.withResolvers()
    }
  }

  /**
   * A large one piece by piece, so that others' commits have their turns. From the first piece on it is there for nobody, so that
   * what fails after it is nobody's who asked: the rest goes by and by.
   */
  async function deleteBoard(board: string): Promise<void> {
    if (await ask('beginDeletion', [board])) return
    try {
      await deleteRest(board)
    } catch (error) {
      void deleteByAndBy(board, error)
    }
  }

  async function deleteRest(board: string): Promise<void> {
    while (await ask('deleteSlice', [board]));
    await ask('deleteBoard', [board])
  }

  /** As soon as the disk takes it; what cannot be deleted for another reason is tried again at the next start. */
  async function deleteByAndBy(board: string, problem: unknown): Promise<void> {
    if (gone) return
    warn(`deleting the rest of board ${board}: ${String(problem)}`)
    for (let error = problem; error instanceof StoreError && error.kind === 'disk';) {
      await pause(deletingAgainMs, undefined, { ref: false })
      if (gone) return
      try {
        return await deleteRest(board)
      } catch (again) {
        error = again
      }
    }
  }

  /** Each by itself: one whose rows are damaged keeps no other from going. */
  async function deleteUnfinished(): Promise<void> {
    for (const board of await ask('unfinishedBoards', [])) {
      await deleteBoard(board).catch((error: unknown) => {
        if (!gone) warn(`deleting board ${board}, which was half copied or half deleted: ${String(error)}`)
      })
    }
  }

  await opened.promise
  isOpen = true
  // Nobody waits for it; what cannot be deleted now is tried again at the next start.
  deleteUnfinished().catch((error: unknown) => {
    if (!gone) warn(`looking for boards that were half copied or half deleted: ${String(error)}`)
  })

  return {
    createBoard: async (board, links, update, photos) => {
      const own = new Uint8Array(update)
      if (!photos || photos.ids.length === 0) {
        await ask('createBoard', [board, links, own, false], [own.buffer])
        return
      }
      await ask('createBoard', [board, [], own, true], [own.buffer])
      try {
        for (let ids = photos.ids; ids.length > 0;) {
          ids = ids.slice(await ask('copyPhotos', [board, { ...photos, ids }]))
        }
        await ask('finishBoard', [board.id, links])
      } catch (error) {
        // Otherwise it goes at the next start.
        deleteBoard(board.id).catch(() => undefined)
        throw error
      }
    },
    findBoard: (...args) => ask('findBoard', args),
    updateBoard: (...args) => ask('updateBoard', args),
    deleteBoard,
    linksOf: (...args) => ask('linksOf', args),
    putLink: (...args) => ask('putLink', args),
    revokeLink: (...args) => ask('revokeLink', args),
    findLink: (...args) => ask('findLink', args),
    findLinkByCode: (...args) => ask('findLinkByCode', args),
    createSession: (...args) => ask('createSession', args),
    findSession: (...args) => ask('findSession', args),
    findRevokedSession: (...args) => ask('findRevokedSession', args),
    sessionsOfPerson: (...args) => ask('sessionsOfPerson', args),
    endOtherSessions: (...args) => ask('endOtherSessions', args),
    putDeviceLink: (...args) => ask('putDeviceLink', args),
    findDeviceLink: (...args) => ask('findDeviceLink', args),
    useDeviceLink: (...args) => ask('useDeviceLink', args),
    updateParticipant: (...args) => ask('updateParticipant', args),
    countParticipants: (...args) => ask('countParticipants', args),
    append: (board, updates, owners) => {
      const own = updates.map(copied)
      return ask(
        'append',
        [board, own, owners],
        own.map((update) => update.buffer),
      )
    },
    storedBytes: (...args) => ask('storedBytes', args),
    load: (...args) => ask('load', args),
    loadDrafts: (...args) => ask('loadDrafts', args),
    mendDrafts: (...args) => ask('mendDrafts', args),
    touchDrafts: (...args) => ask('touchDrafts', args),
    appendDrafts: (commit) => ask('appendDrafts', [withCopies(commit)]),
    draftOwnersOf: (...args) => ask('draftOwnersOf', args),
    revealDrafts: (board, updates, desks) =>
      ask('revealDrafts', [board, updates.map(copied), desks.map(withCopies)]),
    sweepDrafts: async (before, inUse) => {
      const counts = await ofEach(await ask('boardsOfOldDrafts', [before]), async (board) => {
        const slice = async (): Promise<number> => {
          const theirs = inUse().filter((desk) => desk.board === board)
          return ask('sweepDrafts', [board, before, theirs])
        }
        let count = 0
        for (let some = -1; some !== 0; count += some) some = await slice()
        return count
      })
      return counts.reduce((sum, { result }) => sum + result, 0)
    },
    keepCheckpoint: (...args) => ask('keepCheckpoint', args),
    checkpointsOf: async (board) => {
      await allDone('isReading', board)
      return ask('checkpointsOf', [board])
    },
    readCheckpoint: async (board, id) => {
      await allDone('isReading', board)
      return ask('readCheckpoint', [board, id])
    },
    putPhoto: ({ data, ...facts }, limits) => {
      const own = copied(data)
      return ask('putPhoto', [{ ...facts, data: own }, limits], [own.buffer])
    },
    readPhoto: (...args) => ask('readPhoto', args),
    photosOf: (...args) => ask('photosOf', args),
    showPhotos: (...args) => ask('showPhotos', args),
    holdPhotos: (...args) => ask('holdPhotos', args),
    isInCheckpoint: (...args) => ask('isInCheckpoint', args),
    usePhotos: (...args) => ask('usePhotos', args),
    oldPhotos: (...args) => ask('oldPhotos', args),
    dropPhotos: (...args) => ask('dropPhotos', args),
    replayOf: async (board) => {
      await ask('wantReplay', [board])
      await allDone('isReplaying', board)
      return ask('replayOf', [board])
    },
    readReplay: (...args) => ask('readReplay', args),
    clearReplay: (...args) => ask('clearReplay', args),
    sweepReplays: async (before) => {
      const swept = await ofEach(await ask('boardsOfReplays', []), async (board) =>
        ask('sweepReplays', [board, before]),
      )
      const boards = swept.flatMap(({ board, result }) => (result ? board : []))
      for (const board of boards) await allDone('isReplaying', board)
      return boards
    },
    openRound: (...args) => ask('openRound', args),
    deadlines: (...args) => ask('deadlines', args),
    roundsOf: (...args) => ask('roundsOf', args),
    findRound: (...args) => ask('findRound', args),
    changeDots: (...args) => ask('changeDots', args),
    dotsOf: (...args) => ask('dotsOf', args),
    votersOf: (...args) => ask('votersOf', args),
    closeRound: (...args) => ask('closeRound', args),
    probe: (...args) => ask('probe', args),
    close: async () => {
      if (gone) return
      gone = new StoreError('the store is closed')
      const exited = once(worker, 'exit')
      post({ kind: 'close' })
      await exited
    },
  }
}

/**
 * A day in which 1,500 notes are written and moved 8,000 times is some 250 kB; 500 moves a second on 2,000 notes reach it
 * in ten minutes (measured). Older steps become coarser then.
 */
const replayBytes = 4_194_304

function ignore(): void {}

/** One after the other, so that others' commits have their turns. Rejects when one failed, and all the others are done. */
async function ofEach<T>(
  boards: readonly string[],
  task: (board: string) => Promise<T>,
): Promise<readonly { readonly board: string; readonly result: T }[]> {
  const done: { readonly board: string; readonly result: T }[] = []
  const failures: unknown[] = []
  for (const board of boards) {
    try {
      done.push({ board, result: await task(board) })
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return done
}

/** Posting a view would clone the whole buffer it looks into. */
function copied(update: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(update)
}

function withCopies(commit: DraftCommit): DraftCommit {
  return { ...commit, updates: commit.updates.map(copied) }
}
