import { atom, type ReadableAtom } from 'nanostores'
import * as Y from 'yjs'
import { mayWrite } from '#shared/workshop/policy.ts'
import { waitMs } from '../basics/backoff.ts'
import type { BoardDocument } from '../document/board-document.ts'
import { SavingState } from '../contract/board-model.ts'
import { openConnection, type Connection, type ConnectionOptions } from './connection.ts'
import type { BrowserCopy } from '../memory/browser-copy.ts'
import type { Arriving } from '../frames/slices.ts'
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
  /** True if this person wrote the notes of this author. */
  readonly isOwn: (author: string | null) => boolean
  readonly heard: ConnectionOptions['heard']
  /** The connection opened or closed. */
  readonly connected: (isOpen: boolean) => void
}

/** The document of the board or of a desk, kept in this browser and synced with the server. */
export interface LiveDocument {
  readonly saving: ReadableAtom<SavingState>
  readonly arriving: ReadableAtom<Arriving | null>
  /** This connection has brought what was missing: the document says what the server says. */
  readonly isCurrent: ReadableAtom<boolean>
  readonly send: (message: Uint8Array) => void
  /** The notes with words of this person that may not be on the server. */
  readonly unsaved: () => ReadonlySet<string>
  /**
   * Replaces the document by a fresh copy: the server refused an edit, so the old copy can never agree with it again.
   * Resolves with the words that were on the old copy alone. Undefined when a replacement is under way already.
   */
  readonly rebuild: () => Promise<readonly LostNote[]> | undefined
  /** Ends the connection, because the page is of another version than the server. */
  readonly outdate: () => void
  readonly close: () => void
}

export function createLiveDocument(options: LiveDocumentOptions): LiveDocument {
  const document = new ServerDocument(options)
  return {
    saving: document.saving,
    arriving: document.arriving,
    isCurrent: document.isCurrent,
    send: (message) => document.send(message),
    unsaved: () => document.unsaved(),
    rebuild: () => document.rebuild(),
    outdate: () => document.outdate(),
    close: () => document.close(),
  }
}

class ServerDocument {
  readonly saving = atom<SavingState>(SavingState.joining)
  readonly arriving = atom<Arriving | null>(null)
  readonly isCurrent = atom(false)
  readonly #options: LiveDocumentOptions
  readonly #writing: ReturnType<typeof watchWriting>
  #facts = joiningFacts
  #connection: Connection | undefined
  #copy: BrowserCopy | undefined
  /** Called with the lost words once the fresh document that `rebuild` asked for is here. */
  #onRebuilt: ((lost: readonly LostNote[]) => void) | undefined
  /** Since everything was saved: a server that refuses even a fresh copy is asked less and less often. */
  #refusals = 0
  #restart: ReturnType<typeof setTimeout> | undefined
  /** The fresh document that is wanted now; of several refusals at once, that of the last one. */
  #awaited: Y.Doc | undefined
  #isClosed = false

  constructor(options: LiveDocumentOptions) {
    this.#options = options
    const { board } = options
    this.#writing = watchWriting(board)
    this.#copy = this.#openCopy(board.current())
    // "Saved" must cover what an earlier visit left in this browser, so the copy is read first.
    if (this.#copy) void this.#copy.loaded.then(() => this.#isClosed || this.#connect(board.current()))
    else this.#connect(board.current())
  }

  send(message: Uint8Array): void {
    this.#connection?.send(message)
  }

  unsaved(): ReadonlySet<string> {
    return this.#writing.ids()
  }

  rebuild(): Promise<readonly LostNote[]> | undefined {
    if (this.#isClosed) return undefined
    this.#refusals += 1
    this.#startAfresh()
    if (this.#onRebuilt) return undefined
    return new Promise((resolve) => (this.#onRebuilt = resolve))
  }

  outdate(): void {
    this.#awaited = undefined
    clearTimeout(this.#restart)
    this.#connection?.close()
    this.#changed({ kind: 'ended', end: 'outdated' })
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#restart)
    this.#connection?.close()
    this.#copy?.close()
    this.#writing.close()
    this.#options.board.current().destroy()
  }

  /**
   * A viewer keeps no copy. It would lose nothing without one, and with one it could go on showing what the server has
   * lost (a restored backup, a damaged row). The server never asks a viewer, so nothing would contradict the copy.
   */
  #openCopy(doc: Y.Doc): BrowserCopy | undefined {
    const { session, platform, keptAs } = this.#options
    if (!mayWrite(session.role)) return undefined
    if (!platform.openBrowserCopy) this.#changed({ kind: 'kept', isKept: false })
    return platform.openBrowserCopy?.(keptAs, doc, (isKept) => this.#changed({ kind: 'kept', isKept }))
  }

  #changed(event: SavingEvent): void {
    this.#facts = afterEvent(this.#facts, event)
    this.saving.set(savingState(this.#facts))
    if (this.saving.get() === SavingState.saved) {
      this.#writing.forget()
      this.#refusals = 0
    }
    this.isCurrent.set(this.#facts.isOpen && this.#facts.hasReceived)
    // A board deleted on the server is deleted in this browser too.
    if (event.kind === 'ended' && event.end === 'gone') void this.#copy?.discard()
    if (event.kind === 'opened' || event.kind === 'closed') this.#options.connected(event.kind === 'opened')
  }

  #connect(doc: Y.Doc, onReceived: () => void = () => undefined): void {
    const { room, session, platform, heard } = this.#options
    this.#connection = openConnection({
      room,
      session: session.session,
      mayWrite: mayWrite(session.role),
      doc,
      platform,
      heard,
      arriving: (now) => this.arriving.set(now),
      // Words of an earlier visit, too.
      asked: (vector) => this.#writing.add(textsBeyond(doc, vector)),
      changed: (event) => {
        if (event.kind === 'received') onReceived()
        this.#changed(event)
      },
    })
  }

  #startAfresh(): void {
    this.#connection?.close()
    this.#changed({ kind: 'closed' })
    clearTimeout(this.#restart)
    const next = new Y.Doc()
    this.#awaited = next
    if (this.#refusals === 1) return void this.#fetch(next)
    const wait = waitMs(this.#refusals, this.#options.platform.random)
    this.#restart = setTimeout(() => void this.#fetch(next), wait)
  }

  async #fetch(next: Y.Doc): Promise<void> {
    // Other tabs, closed ones among them, share this browser's copy, and it is about to be emptied.
    await this.#copy?.readOtherTabs()
    if (this.#isClosed || this.#awaited !== next) return
    this.#connect(next, () => {
      if (this.#isClosed || !this.#onRebuilt) return
      this.#writing.add(textsBeyond(this.#options.board.current(), Y.encodeStateVector(next)))
      this.#onRebuilt(this.#replaceWith(next))
      this.#onRebuilt = undefined
    })
  }

  /** Returns the words that were on the old copy alone. */
  #replaceWith(next: Y.Doc): readonly LostNote[] {
    const { board, isOwn } = this.#options
    const lost = lostNotes(board.current(), next, isOwn, this.#writing.ids())
    // Begun before the swap, which destroys the old document and closes its copy.
    const discarded = this.#copy?.discard()
    board.swap(next)
    this.#writing.forget()
    void this.#keepAfter(discarded, next)
    return lost
  }

  async #keepAfter(discarded: Promise<void> | undefined, next: Y.Doc): Promise<void> {
    await discarded
    if (!this.#isClosed && this.#options.board.current() === next) this.#copy = this.#openCopy(next)
  }
}
