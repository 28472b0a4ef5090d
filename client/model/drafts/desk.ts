import { atom, type ReadableAtom } from 'nanostores'
import * as Y from 'yjs'
import { act, notesRoot } from '#shared/board/document.ts'
import { draftsOf, holdDrafts, isWritten, signDrafts, type Draft } from '#shared/board/draft.ts'
import { addNote, removeNotes, setPhoto, writeNote, type Tint } from '#shared/board/note.ts'
import { ErrorCode } from '#shared/wire/error.ts'
import { may, Operation } from '#shared/workshop/policy.ts'
import type { Participant } from '#shared/workshop/role.ts'
import { draftsLimit, WritingMode, type Writing } from '#shared/workshop/writing.ts'
import { createBoardDocument } from '../document/board-document.ts'
import { SavingState, type Desk, type NewDraft, type Notices } from '../contract/board-model.ts'
import { byServer, type ConnectionOptions } from '../connection/connection.ts'
import { deskCopyName } from '../memory/storage-names.ts'
import type { createLiveDocument, LiveDocument } from '../connection/live-document.ts'
import type { Platform } from '../platform/platform.ts'
import { fitted } from '../commands/note-room.ts'
import { showOnce } from '../commands/notices.ts'
import { offerable } from '../document/unsaved-work.ts'
import type { Say } from '../basics/model-messages.ts'
import type { StoredSession } from '../memory/session-book.ts'
import { createUndo } from '../commands/undo.ts'

export interface LiveDesk extends Desk {
  /** Words on it that may not be on the server. */
  readonly unsent: () => readonly string[]
}

export interface DeskOptions {
  readonly session: StoredSession
  readonly platform: Platform
  /** Joins the desk's document to the server's. */
  readonly openDocument: typeof createLiveDocument
  readonly me: ReadableAtom<Participant>
  readonly writing: ReadableAtom<Writing>
  readonly tint: ReadableAtom<Tint>
  readonly notices: Notices
  readonly say: Say
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Whoever typed so recently is still typing, milliseconds: taste. */
const typingMs = 2_000

/**
 * The desk has a document, a connection and a copy in this browser of its own. They are there while writing is
 * private, and afterwards until it is known that nothing was left on it.
 */
export function createDesk(options: DeskOptions): LiveDesk {
  const { session, platform, me, writing, notices, say } = options
  const isKept = may(session.role, Operation.keepDesk)
  const takesNotes = atom(false)
  const drafts = atom<readonly Draft[]>([])
  const wanted = atom<string | null>(null)
  const saving = atom<SavingState | null>(null)
  const board = createBoardDocument(new Y.Doc())
  const history = createUndo(board)
  let live: LiveDocument | undefined
  let stopListening: (() => void) | undefined
  /** The end of private writing after which the desk was found empty. */
  let emptySince: number | undefined
  /** Its owner has deleted from it since writing became shared: that can still be undone. */
  let isUndoable = false
  let written: string | undefined
  let writtenAt = 0
  /** Revealed while it was being typed: shown until its owner goes on, which makes it a draft again, or does not. */
  let lingering: Draft | undefined
  let lingered: ReturnType<typeof setTimeout> | undefined

  const isThere = (id: string) => notesRoot(board.current()).has(id)
  const read = () => {
    const shown = lingering && !isThere(lingering.id) ? [lingering] : []
    drafts.set([...draftsOf(board.current()), ...shown].toSorted(newestFirst))
  }
  const letGo = () => {
    clearTimeout(lingered)
    lingering = undefined
  }
  /** What was revealed is what the server had; words that came after it are a draft again, under the same id. */
  const keepTyped = (typed: readonly Draft[]) => {
    if (typed.length === 0) return
    asStep((doc) => {
      for (const draft of typed) addNote(doc, draft)
      holdDrafts(
        doc,
        typed.map(({ id }) => id),
        true,
      )
    })
    notices.show({ tone: 'plain', text: say('notices.typedAtReveal') })
  }
  const linger = (draft: Draft) => {
    letGo()
    lingering = draft
    lingered = setTimeout(() => {
      letGo()
      read()
    }, typingMs)
  }
  const catchTyped = ({ origin }: Y.Transaction) => {
    if (origin !== byServer) return
    const gone = drafts.get().filter(({ id }) => !isThere(id) && id !== lingering?.id)
    const isUnsaved = ({ id }: Draft) => live?.unsaved().has(id) ?? false
    const isTyped = ({ id }: Draft) => id === written && options.now() - writtenAt < typingMs
    const typed = gone.find((draft) => !isUnsaved(draft) && isTyped(draft))
    if (typed) linger(typed)
    keepTyped(gone.filter(isUnsaved))
  }
  const stopReading = board.bind((doc) => {
    read()
    // Before 'update', so that a draft that stays is in the list all the time, and the caret in its field.
    doc.on('afterTransaction', catchTyped)
    doc.on('update', read)
    return () => {
      doc.off('afterTransaction', catchTyped)
      doc.off('update', read)
    }
  })

  /** One action of its owner: one change, one step of undo, however soon it follows the last. */
  const asStep = <T>(change: (doc: Y.Doc) => T): T => {
    const doc = board.current()
    history.cut()
    const result = act(doc, () => change(doc))
    history.cut()
    return result
  }
  const add = (begun: readonly NewDraft[]): readonly string[] => {
    if (isKept && begun.length > 0) open()
    const now = options.now()
    const room = Math.max(0, draftsLimit - drafts.get().length)
    if (begun.length > room) tellFull(begun.length - room)
    const taken = begun.slice(0, room)
    const texts = fitted(
      taken.map(({ text }) => text),
      options,
    )
    return asStep((doc) =>
      taken.map(({ photo }, index) =>
        addNote(doc, {
          x: 0,
          y: 0,
          author: null,
          // The first of several is the newest, so that they read in the order they came in.
          created: now - index,
          tint: options.tint.get(),
          text: texts[index] ?? '',
          ...(photo && { photo }),
        }),
      ),
    )
  }
  const tellFull = (count: number) =>
    showOnce(notices, { tone: 'warn', text: say('notices.deskFull', { count, most: draftsLimit }) })
  const offerUndo = (text: string) => {
    const undo = history.newestStep()
    notices.show({
      tone: 'plain',
      text,
      ...(undo && { action: { label: say('common.undo'), run: undo } }),
    })
  }
  const takeBack = async (code: ErrorCode) => {
    const all = await live?.rebuild()
    if (!all) return
    const lost = offerable(code, all)
    const why = say(`errors.${code}`)
    if (lost.length === 0) notices.show({ tone: 'warn', text: why })
    else offerBack(why, lost)
  }
  /** The words wait here, where alone they are, until they are put back or the message is dismissed. */
  const offerBack = (why: string, lost: readonly NewDraft[]) => {
    const count = lost.length
    const putBack = () => {
      const left = lost.slice(add(lost).length)
      if (left.length > 0) offerBack(why, left)
    }
    notices.show({
      tone: 'warn',
      text: `${why} ${say('notices.unsavedDrafts', { count })}`,
      isLasting: true,
      action: { label: say('notices.putBackDrafts', { count }), run: putBack },
    })
  }
  const hear: ConnectionOptions['heard'] = (message) => {
    if (message.kind !== 'refused') return
    if (message.refusal.code === ErrorCode.oldClient) live?.outdate()
    else void takeBack(message.refusal.code)
  }
  const open = () => {
    if (live) return
    const { board: id, participant } = session
    live = options.openDocument({
      session,
      platform,
      board,
      room: `${id}/desk`,
      keptAs: deskCopyName(id, participant.id),
      isOwn: () => true,
      heard: hear,
      connected: () => undefined,
    })
    stopListening = live.saving.subscribe((state) => {
      saving.set(state)
      platform.soon(rest)
    })
  }
  const shut = () => {
    stopListening?.()
    live?.close()
    stopListening = undefined
    live = undefined
    saving.set(null)
  }
  /** Nothing is left to be shown or saved: the connection goes, and comes again with the next private writing. */
  const rest = () => {
    const { mode, since } = writing.get()
    const isNeeded = mode === WritingMode.private || drafts.get().length > 0 || isUndoable
    if (!live || isNeeded || saving.get() !== SavingState.saved) return
    emptySince = since
    shut()
    // The closed document is gone; the next one starts from what this browser and the server have.
    board.swap(new Y.Doc())
  }
  const look = ({ mode, since }: Writing) => {
    const isPrivate = mode === WritingMode.private
    if (isPrivate) isUndoable = false
    takesNotes.set(isKept && !may(session.role, Operation.addNote, { writing: mode }))
    if (isKept && (isPrivate || (since > 0 && since !== emptySince))) open()
  }
  const stopLooking = writing.subscribe(look)
  const stopResting = drafts.listen(() => platform.soon(rest))

  return {
    isKept,
    takesNotes,
    drafts,
    wanted,
    saving,
    unsent: () => {
      const ids = live?.unsaved() ?? new Set()
      return draftsOf(board.current()).flatMap(({ id, text }) => (ids.has(id) ? [text] : []))
    },
    begin: () => {
      const started = drafts.get().find((draft) => !isWritten(draft))
      wanted.set(started?.id ?? add([{ text: '' }])[0] ?? null)
    },
    add: (begun) => add(begun.filter(isWritten)),
    write: (id, text) => {
      if (written !== id) history.cut()
      written = id
      writtenAt = options.now()
      if (lingering?.id !== id || isThere(id)) return writeNote(board.current(), id, text)
      const typed = { ...lingering, text }
      letGo()
      keepTyped([typed])
    },
    remove: (ids) => {
      if (lingering && ids.includes(lingering.id)) letGo()
      const going = drafts.get().filter((draft) => ids.includes(draft.id))
      isUndoable = true
      asStep((doc) =>
        removeNotes(
          doc,
          going.map(({ id }) => id),
        ),
      )
      const count = going.filter(isWritten).length
      if (count === 0) return
      offerUndo(say('notices.removed', { count }))
    },
    hold: (id, isHeld) => asStep((doc) => holdDrafts(doc, [id], isHeld)),
    setPhoto: (id, photo) => {
      if (photo === null) isUndoable = true
      asStep((doc) => setPhoto(doc, id, photo))
      if (photo === null) offerUndo(say('notices.photoOff'))
    },
    sign: (id, isSigned) => asStep((doc) => signDrafts(doc, [id], isSigned ? me.get().id : null)),
    undo: history,
    close: () => {
      stopLooking()
      stopResting()
      stopReading()
      letGo()
      history.close()
      shut()
    },
  }
}

function newestFirst(a: Draft, b: Draft): number {
  return b.created - a.created || (a.id < b.id ? -1 : 1)
}
