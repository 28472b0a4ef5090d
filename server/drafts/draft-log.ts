import * as Y from 'yjs'
import { notesRoot } from '#shared/board/document.ts'
import {
  answersOf,
  draftFactsOf,
  draftsOf,
  writtenOn,
  type DraftFacts,
  type StepAnswers,
  type WrittenBySteps,
} from '#shared/board/draft.ts'
import { newQueue } from '../basics/yield-turn.ts'
import type { DraftCommit, DraftKey, DraftStore } from '../contracts/drafts.ts'
import { StoreError } from '../contracts/store-error.ts'
import type { DocumentLog } from '../documents/load-document.ts'

/**
 * The drafts of participants, as documents for rooms. Drafts that nobody has written are empty, not
 * missing.
 */
export interface DraftLog extends DocumentLog {
  /** All drafts of a participant as one commit of the caller. The next append goes on from it. */
  readonly wholeOf: (key: DraftKey, doc: Y.Doc) => DraftCommit
  /** The drafts have left memory. */
  readonly forget: (id: string) => void
}

export interface DraftLogTools {
  readonly store: Pick<DraftStore, 'loadDrafts' | 'mendDrafts' | 'appendDrafts'>
  /** Milliseconds since 1970, for the stored time of the last use. */
  readonly usedAt: () => number
  readonly log: { readonly warn: (facts: object, message: string) => void }
  readonly deletions: Pick<PendingDeletions, 'isDeleted'>
  /** A change of the drafts is durable. */
  readonly saved: (
    key: DraftKey,
    facts: DraftFacts,
    answers: readonly StepAnswers[],
    written: WrittenBySteps,
  ) => void
}

interface StoredSize {
  readonly rows: number
  /** Drafts at the last commit. Unknown after loading. */
  readonly drafts: number | undefined
}

/** Drafts have a few kilobytes: writing them whole costs less than reading this many rows. */
const rowsToFold = 100

export function createDraftLog({ store, usedAt, log, deletions, saved }: DraftLogTools): DraftLog {
  const inTurn = newQueue()
  const stored = new Map<string, StoredSize>()

  function commitOf(id: string, updates: readonly Uint8Array[], doc: Y.Doc): DraftCommit {
    const { rows, drafts: before = Infinity } = stored.get(id) ?? { rows: 0, drafts: undefined }
    const drafts = notesRoot(doc).size
    // Deleted drafts must leave the disk at once, as the log of a board cannot promise.
    const isWhole = drafts < before || rows + updates.length > rowsToFold
    stored.set(id, { rows: isWhole ? 1 : rows + updates.length, drafts })
    return isWhole ? whole(draftKeyOf(id), doc) : { ...facts(draftKeyOf(id), doc), updates, isWhole }
  }

  function whole(key: DraftKey, doc: Y.Doc): DraftCommit {
    return { ...facts(key, doc), updates: [Y.encodeStateAsUpdate(doc)], isWhole: true }
  }

  function facts(key: DraftKey, doc: Y.Doc): Omit<DraftCommit, 'updates' | 'isWhole'> {
    return { ...key, ...draftFactsOf(doc), at: usedAt() }
  }

  return {
    // Small enough to be read first.
    storedBytes: async () => 0,
    load: async (id) => {
      const { board, participant } = draftKeyOf(id)
      const { updates, isDamaged } = await store.loadDrafts(board, participant)
      // Building a document takes some tenths of a millisecond, and a reveal opens thousands.
      await inTurn()
      if (isDamaged) {
        log.warn({ board }, 'a desk was damaged: what could be read is used, the rest is kept aside')
        await store.mendDrafts(board, participant, usedAt())
      }
      stored.set(id, { rows: updates.length, drafts: undefined })
      return { updates, owners: [], heir: participant }
    },
    append: async (id, updates, _owners, doc) => {
      const key = draftKeyOf(id)
      if (await deletions.isDeleted(key.board))
        throw new StoreError('the board has been deleted', { kind: 'rule' })
      const commit = commitOf(id, updates, doc)
      const drafts = draftsOf(doc)
      await store.appendDrafts(commit)
      saved(
        key,
        { hasDrafts: commit.hasDrafts, heldSince: commit.heldSince },
        answersOf(drafts),
        writtenOn(drafts),
      )
    },
    wholeOf: (key, doc) => {
      stored.set(draftId(key), { rows: 1, drafts: notesRoot(doc).size })
      return whole(key, doc)
    },
    forget: (id) => void stored.delete(id),
  }
}

/**
 * The id of a participant's drafts among open documents. Neither part has a slash: both are from nanoid's
 * alphabet.
 */
export function draftId({ board, participant }: DraftKey): string {
  return `${board}/${participant}`
}

export function draftKeyOf(id: string): DraftKey {
  const [board = '', participant = ''] = id.split('/')
  return { board, participant }
}

/** Boards that are being deleted. Writes to their drafts wait until the deletion is over. */
export class PendingDeletions {
  readonly #pending = new Map<string, PromiseWithResolvers<boolean>>()

  begin(board: string): void {
    if (!this.#pending.has(board)) this.#pending.set(board, Promise.withResolvers<boolean>())
  }

  end(board: string, isDeleted: boolean): void {
    this.#pending.get(board)?.resolve(isDeleted)
    this.#pending.delete(board)
  }

  /** Settles when no deletion is running. True when the board was deleted. */
  async isDeleted(board: string): Promise<boolean> {
    return (await this.#pending.get(board)?.promise) ?? false
  }
}
