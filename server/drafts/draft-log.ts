import * as Y from 'yjs'
import { notesRoot } from '#shared/board/document.ts'
import { hasWrittenDraft } from '#shared/board/draft.ts'
import { newQueue } from '../basics/yield-turn.ts'
import type { DocumentLog } from '../documents/document-log.ts'
import type { DraftCommit, DraftKey, DraftStore } from '../contracts/drafts.ts'
import { StoreError } from '../contracts/store-error.ts'

export interface DraftLog extends DocumentLog {
  /** A whole desk as one commit, for another writer. The next append continues from it. */
  readonly wholeOf: (key: DraftKey, doc: Y.Doc) => DraftCommit
  /** The desk has left memory. */
  readonly forget: (id: string) => void
}

export interface DraftLogTools {
  readonly store: Pick<DraftStore, 'loadDrafts' | 'mendDrafts' | 'appendDrafts'>
  /** Time of the last use, in milliseconds since 1970. */
  readonly usedAt: () => number
  readonly log: { readonly warn: (facts: object, message: string) => void }
  /** Settles with the deletion of this board; undefined while nobody deletes it. */
  readonly leaving: (board: string) => Promise<void> | undefined
  /** A change of the desk is durable. */
  readonly written: (key: DraftKey, hasDrafts: boolean) => void
}

/** A desk is a few kilobytes: writing it whole costs less than reading this many rows. */
const rowsToFold = 100

/** Desks as documents for rooms. A desk that nobody has written on is empty, not missing. */
export function createDraftLog({ store, usedAt, log, leaving, written }: DraftLogTools): DraftLog {
  const inTurn = newQueue()
  /** How many rows a desk has in the store, and how many drafts when it was last written; unknown after loading. */
  const kept = new Map<string, { rows: number; drafts: number | undefined }>()

  function commitOf(id: string, updates: readonly Uint8Array[], doc: Y.Doc): DraftCommit {
    const { rows, drafts: before = Infinity } = kept.get(id) ?? { rows: 0, drafts: undefined }
    const drafts = notesRoot(doc).size
    // Deleted drafts must leave the disk as soon as they leave the screen.
    const isWhole = drafts < before || rows + updates.length > rowsToFold
    kept.set(id, { rows: isWhole ? 1 : rows + updates.length, drafts })
    return isWhole ? whole(draftKeyOf(id), doc) : { ...facts(draftKeyOf(id), doc), updates, isWhole }
  }

  function whole(key: DraftKey, doc: Y.Doc): DraftCommit {
    return { ...facts(key, doc), updates: [Y.encodeStateAsUpdate(doc)], isWhole: true }
  }

  function facts(key: DraftKey, doc: Y.Doc): Omit<DraftCommit, 'updates' | 'isWhole'> {
    return { ...key, hasDrafts: hasWrittenDraft(doc), at: usedAt() }
  }

  return {
    // Small enough to be read first.
    storedBytes: async () => 0,
    load: async (id) => {
      const { board, participant } = draftKeyOf(id)
      const { updates, isDamaged } = await store.loadDrafts(board, participant)
      // Building a document costs some tenths of a millisecond, and a reveal opens thousands.
      await inTurn()
      if (isDamaged) {
        log.warn({ board }, 'a desk was damaged: what could be read is used, the rest is kept aside')
        await store.mendDrafts(board, participant, usedAt())
      }
      kept.set(id, { rows: updates.length, drafts: undefined })
      return { updates, owners: [], heir: participant }
    },
    append: async (id, updates, _owners, doc) => {
      const isGone = await leaving(draftKeyOf(id).board)?.then(
        () => true,
        () => false,
      )
      if (isGone) throw new StoreError('the board has been deleted', { kind: 'rule' })
      const commit = commitOf(id, updates, doc)
      await store.appendDrafts(commit)
      written(draftKeyOf(id), commit.hasDrafts)
    },
    wholeOf: (key, doc) => {
      kept.set(draftId(key), { rows: 1, drafts: notesRoot(doc).size })
      return whole(key, doc)
    },
    forget: (id) => void kept.delete(id),
  }
}

/** A desk's name among open documents. Neither part has a slash: both are of nanoid's alphabet. */
export function draftId({ board, participant }: DraftKey): string {
  return `${board}/${participant}`
}

export function draftKeyOf(id: string): DraftKey {
  const [board = '', participant = ''] = id.split('/')
  return { board, participant }
}
