import { atom, type ReadableAtom } from 'nanostores'
import * as Y from 'yjs'
import { mayWrite } from '#shared/workshop/policy.ts'
import { waitMs } from '../basics/backoff.ts'
import type { BoardDocument } from '../document/board-document.ts'
import { SavingState } from '../contract/board-model.ts'
import { openConnection, type Connection, type ConnectionOptions } from './connection.ts'
import type { BrowserCopy } from '../memory/browser-copy.ts'
import type { Arriving } from '../frames/parts.ts'
import type { Platform } from '../platform/platform.ts'
import { lostNotes, textsBeyond, watchWriting, type LostNote } from '../document/unsaved-work.ts'
import { afterEvent, joiningFacts, savingState, type SavingEvent } from './saving.ts'
import type { StoredSession } from '../memory/session-book.ts'

export interface LiveDocumentOptions {
  readonly session: StoredSession
  readonly platform: Platform
  readonly board: BoardDocument
  /** Where it is synced: the path after `/ws/`. */
  readonly room: string
  /** The name it is kept under in this browser. */
  readonly keptAs: string
  /** Did this person write the notes of this author? */
  readonly isOwn: (author: string | null) => boolean
  readonly heard: ConnectionOptions['heard']
  /** The connection opened or closed. */
  readonly connected: (isOpen: boolean) => void
}

/** The board's or the desk's document, kept in this browser and joined to the server's. */
export interface LiveDocument {
  readonly saving: ReadableAtom<SavingState>
  readonly arriving: ReadableAtom<Arriving | null>
  readonly send: (message: Uint8Array) => void
  /** The notes with words of this person's that may not be on the server. */
  readonly unsaved: () => ReadonlySet<string>
  /**
   * The server refused an edit, so this copy can never agree with it again: a fresh one takes its place as soon as
   * it has arrived. Settles with the words that were on the old one alone; undefined when that is under way already.
   */
  readonly rebuild: () => Promise<readonly LostNote[]> | undefined
  /** No connection any more: the page is of another version than the server. */
  readonly outdate: () => void
  readonly close: () => void
}

export function createLiveDocument(options: LiveDocumentOptions): LiveDocument {
  const { session, platform, board } = options
  const saving = atom<SavingState>(SavingState.joining)
  const arriving = atom<Arriving | null>(null)
  // Who only looks on loses nothing without a copy of their own, and with one could go on seeing what the server has
  // lost (a restored backup, a damaged row): nobody asks them for it, so nothing would ever contradict them.
  const keep = (doc: Y.Doc): BrowserCopy | undefined => {
    if (!mayWrite(session.role)) return undefined
    if (!platform.openBrowserCopy) changed({ kind: 'kept', isKept: false })
    return platform.openBrowserCopy?.(options.keptAs, doc, (isKept) => changed({ kind: 'kept', isKept }))
  }
  const writing = watchWriting(board)
  let facts = joiningFacts
  let connection: Connection | undefined
  /** Waits for the fresh document while one is under way. */
  let rebuilt: ((lost: readonly LostNote[]) => void) | undefined
  /** Since everything was saved: a server that refuses even a fresh copy is not asked all the time. */
  let refusals = 0
  let restart: ReturnType<typeof setTimeout> | undefined
  /** The fresh document that is wanted now: of several refusals in one breath the last one's. */
  let awaited: Y.Doc | undefined
  let isClosed = false

  const changed = (event: SavingEvent): void => {
    facts = afterEvent(facts, event)
    saving.set(savingState(facts))
    if (saving.get() === SavingState.saved) {
      writing.forget()
      refusals = 0
    }
    // Deleted for good means here too.
    if (event.kind === 'ended' && event.end === 'gone') void kept?.discard()
    if (event.kind === 'opened' || event.kind === 'closed') options.connected(event.kind === 'opened')
  }
  const connect = (doc: Y.Doc, received: () => void = () => undefined): void => {
    connection = openConnection({
      room: options.room,
      session: session.session,
      mayWrite: mayWrite(session.role),
      doc,
      platform,
      heard: options.heard,
      arriving: (now) => arriving.set(now),
      // Words of an earlier visit, too.
      asked: (vector) => writing.add(textsBeyond(doc, vector)),
      changed: (event) => {
        if (event.kind === 'received') received()
        changed(event)
      },
    })
  }
  let kept = keep(board.current())
  // "Saved" must cover what an earlier visit left here, so that comes first.
  if (kept) void kept.loaded.then(() => isClosed || connect(board.current()))
  else connect(board.current())

  const replaceWith = (next: Y.Doc): readonly LostNote[] => {
    const old = kept
    const lost = lostNotes(board.current(), next, options.isOwn, writing.ids())
    // Begun before the swap, which destroys the old document and closes what keeps it.
    const discarded = old?.discard()
    board.swap(next)
    writing.forget()
    void keepAfter(discarded, next)
    return lost
  }
  const keepAfter = async (discarded: Promise<void> | undefined, next: Y.Doc) => {
    await discarded
    if (!isClosed && board.current() === next) kept = keep(next)
  }
  const startAnew = () => {
    connection?.close()
    changed({ kind: 'closed' })
    clearTimeout(restart)
    const next = new Y.Doc()
    awaited = next
    const begin = async () => {
      // The copy in this browser is other tabs', too, closed ones among them; it is about to be emptied.
      await kept?.readOtherTabs()
      if (isClosed || awaited !== next) return
      connect(next, () => {
        if (isClosed || !rebuilt) return
        writing.add(textsBeyond(board.current(), Y.encodeStateVector(next)))
        rebuilt(replaceWith(next))
        rebuilt = undefined
      })
    }
    if (refusals === 1) void begin()
    else restart = setTimeout(() => void begin(), waitMs(refusals, platform.random))
  }
  return {
    saving,
    arriving,
    send: (message) => connection?.send(message),
    unsaved: writing.ids,
    rebuild: () => {
      if (isClosed) return undefined
      refusals += 1
      startAnew()
      if (rebuilt) return undefined
      return new Promise((resolve) => (rebuilt = resolve))
    },
    outdate: () => {
      awaited = undefined
      clearTimeout(restart)
      connection?.close()
      changed({ kind: 'ended', end: 'outdated' })
    },
    close: () => {
      isClosed = true
      clearTimeout(restart)
      connection?.close()
      kept?.close()
      writing.close()
      board.current().destroy()
    },
  }
}
