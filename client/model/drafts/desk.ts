import type { ReadableAtom, WritableAtom } from 'nanostores'
import * as Y from 'yjs'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { act } from '#shared/board/document.ts'
import {
  addAnswer,
  bringWithNext,
  draftsOf,
  isWritten,
  setAudience,
  type Draft,
} from '#shared/board/draft.ts'
import {
  addNote,
  kindTints,
  readNote,
  removeNotes,
  setPhoto,
  writeBlank,
  writeNote,
  type NoteOrigin,
  type Tint,
} from '#shared/board/note.ts'
import type { RefusalCode } from '#shared/wire/command.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { may } from '#shared/activities/policy.ts'
import type { Participant } from '#shared/workshop/role.ts'
import { draftsLimit, WritingMode, type Writing } from '#shared/workshop/writing.ts'
import type { BoardDocument } from '../document/board-document.ts'
import { SavingState, type Desk, type NewDraft, type Notices } from '../contract/board-model.ts'
import type { ServerMessage } from '../connection/connection.ts'
import { byServer } from '../connection/incoming-updates.ts'
import { deskCopyName } from '../memory/storage-names.ts'
import type { createLiveDocument, LiveDocument } from '../connection/live-document.ts'
import type { Platform } from '../platform/platform.ts'
import { fitted, showOnce } from '../commands/notices.ts'
import { offerLost } from './offer-lost.ts'
import type { LostNote } from '../document/unsaved-work.ts'
import type { Say } from '../basics/model-messages.ts'
import type { StoredSession } from '../memory/session-book.ts'
import type { OwnHistory } from '../commands/undo.ts'

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
  readonly agenda: ReadableAtom<Agenda | null>
  readonly writing: ReadableAtom<Writing>
  readonly tint: ReadableAtom<Tint>
  readonly notices: Notices
  readonly say: Say
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** The parts of a desk that are there before the code that fills them. */
export interface DeskParts extends Pick<Desk, 'wanted' | 'origin'> {
  readonly board: BoardDocument
  readonly history: OwnHistory
  readonly drafts: WritableAtom<readonly Draft[]>
  readonly answers: WritableAtom<readonly Draft[]>
  readonly saving: WritableAtom<SavingState | null>
}

/** Everything else about a desk. */
export type DeskWork = Omit<LiveDesk, keyof DeskParts | 'isKept' | 'takesNotes' | 'activity' | 'undo'>

/** A person who typed so recently is still typing, milliseconds. Not measured. */
const typingMs = 2_000

/**
 * A participant's private document with its drafts, a connection and a copy in this browser of its own. They are open
 * while writing is private, and afterwards until nothing is known to be left on the desk.
 */
export function createDesk(options: DeskOptions, parts: DeskParts): DeskWork {
  const { notices, say } = options
  const { board, history, drafts, wanted } = parts
  const link = new DeskLink(options, parts)
  const list = new DraftList(options, link)
  const add = (begun: readonly NewDraft[]): readonly string[] => {
    if (link.isKept && begun.length > 0) link.open()
    const room = Math.max(0, draftsLimit - drafts.get().length)
    if (begun.length > room)
      showOnce(notices, {
        tone: 'warn',
        text: say('notices.deskFull', { count: begun.length - room, most: draftsLimit }),
      })
    return addDrafts(link, options, begun.slice(0, room))
  }
  const offerUndo = (text: string) => {
    const undo = history.newestStep()
    notices.show({
      tone: 'plain',
      text,
      ...(undo && { action: { label: say('common.undo'), run: undo } }),
    })
  }
  link.onLost((code, all) => offerLost(options, code, all, add))
  const stopWatching = link.watch(drafts)

  return {
    unsent: () => {
      const ids = link.unsaved()
      return draftsOf(board.current()).flatMap(({ id, text }) => (ids.has(id) ? [text] : []))
    },
    begin: (origin = link.originNow()) => {
      const started = drafts.get().find((draft) => !isWritten(draft) && isOfField(draft, origin))
      wanted.set(started?.id ?? add([{ text: '', origin }])[0] ?? null)
    },
    add: (begun) => add(begun.filter(isWritten)),
    answer: ({ text = '', kind, origin, audience = Audience.onlyMe }) => {
      if (!link.isKept || draftsOf(board.current()).length >= draftsLimit) return undefined
      const created = options.now()
      const answer = { x: 0, y: 0, author: null, created, text, ...(kind && { kind }), ...origin }
      return link.asStep((doc) => {
        const id = addAnswer(doc, answer)
        setAudience(doc, [id], audience, options.me.get().id)
        return id
      })
    },
    keepOpen: () => link.keepOpen(),
    write: list.write,
    writeBlank: (id, blank, words) => writeBlank(board.current(), id, blank, words),
    remove: (ids) => {
      const going = list.removing(ids)
      link.keepForUndo()
      link.asStep((doc) => removeNotes(doc, idsOf(going)))
      const count = going.filter(isWritten).length
      if (count > 0) offerUndo(say('notices.removed', { count }))
    },
    bringWithNext: (ids) => link.asStep((doc) => bringWithNext(doc, ids)),
    setAudience: (id, audience) =>
      link.asStep((doc) => setAudience(doc, [id], audience, options.me.get().id)),
    setPhoto: (id, photo) => {
      if (photo === null) link.keepForUndo()
      link.asStep((doc) => setPhoto(doc, id, photo))
      if (photo === null) offerUndo(say('notices.photoOff'))
    },
    close: () => {
      stopWatching()
      list.close()
      link.shut()
    },
  }
}

/** The desk's document, and its connection for as long as one is needed. */
class DeskLink {
  readonly parts: DeskParts
  readonly isKept: boolean
  readonly #options: DeskOptions
  #live: LiveDocument | undefined
  #stopListening: (() => void) | undefined
  #onLost: (code: RefusalCode, all: readonly LostNote[]) => void = () => undefined
  /** The end of private writing after which the desk was found empty. */
  #emptySince: number | undefined
  #restSoon: () => void = () => undefined
  /** Parts of the page that show answers. */
  #keepers = 0
  /** True after a deletion since writing became shared: its owner can still undo it. */
  #isUndoable = false

  constructor(options: DeskOptions, parts: DeskParts) {
    this.#options = options
    this.parts = parts
    this.isKept = may(options.session.role, Operation.keepDesk)
  }

  /** The server refused an edit; `listener` gets the words that were on this copy alone. */
  onLost(listener: (code: RefusalCode, all: readonly LostNote[]) => void): void {
    this.#onLost = listener
  }

  unsaved(): ReadonlySet<string> {
    return this.#live?.unsaved() ?? new Set()
  }

  /** The step and field of a draft that is begun now. */
  originNow(): NoteOrigin {
    const running = this.#options.agenda.get()
    const step = running?.now.state === AgendaState.running ? running.now.step : null
    const placed = running && findStep(running.template, step)
    // In other steps a facilitator has switched to private writing: what is written then is of no step.
    if (placed?.step.writing !== 'private') return {}
    const chosen = this.parts.origin.get()
    if (chosen.step === placed.path) return chosen
    const [first] = 'fields' in placed.step ? placed.step.fields : []
    return { step: placed.path, ...(first && { field: first.id }) }
  }

  /** Runs one action of the owner: one change and one step of undo, however soon it follows the last. */
  asStep<T>(change: (doc: Y.Doc) => T): T {
    const { board, history } = this.parts
    const doc = board.current()
    history.cut()
    const result = act(doc, () => change(doc))
    history.cut()
    return result
  }

  keepOpen(): () => void {
    if (!this.isKept) return () => undefined
    this.#keepers += 1
    this.open()
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#keepers -= 1
      this.#restSoon()
    }
  }

  keepForUndo(): void {
    this.#isUndoable = true
  }

  /** Opens the desk when private writing begins and closes it when nothing is left on it. */
  watch(drafts: ReadableAtom<readonly Draft[]>): () => void {
    const rest = () => this.#rest(drafts.get().length)
    this.#restSoon = () => this.#options.platform.soon(rest)
    const stops = [
      this.#options.writing.subscribe((writing) => this.#follow(writing)),
      drafts.listen(this.#restSoon),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  open(): void {
    if (this.#live) return
    const { session, platform, openDocument } = this.#options
    const { board: id, participant } = session
    this.#live = openDocument({
      session,
      platform,
      board: this.parts.board,
      room: `${id}/desk`,
      keptAs: deskCopyName(id, participant.id),
      isOwn: () => true,
      heard: (message) => this.#receive(message),
      connected: () => undefined,
    })
    this.#stopListening = this.#live.saving.subscribe((state) => {
      this.parts.saving.set(state)
      this.#restSoon()
    })
  }

  shut(): void {
    this.#stopListening?.()
    this.#live?.close()
    this.#stopListening = undefined
    this.#live = undefined
    this.parts.saving.set(null)
  }

  #receive(message: ServerMessage): void {
    if (message.kind !== 'refused') return
    if (message.refusal.code === 'old_client') this.#live?.outdate()
    else void this.#takeBack(message.refusal.code)
  }

  async #takeBack(code: RefusalCode): Promise<void> {
    const all = await this.#live?.rebuild()
    if (all) this.#onLost(code, all)
  }

  #follow({ mode, since }: Writing): void {
    const isPrivate = mode === WritingMode.private
    if (isPrivate) this.#isUndoable = false
    if (this.isKept && (isPrivate || (since > 0 && since !== this.#emptySince))) this.open()
    // A reveal may have taken it from the desk before.
    this.#restSoon()
  }

  /** Closes the connection once nothing is left to show or save; the next private writing opens it again. */
  #rest(drafts: number): void {
    const { mode, since } = this.#options.writing.get()
    const isNeeded = mode === WritingMode.private || drafts > 0 || this.#isUndoable || this.#keepers > 0
    if (!this.#live || isNeeded || this.parts.saving.get() !== SavingState.saved) return
    this.#emptySince = since
    this.shut()
    // The closed document is gone; the next one starts from the copies of this browser and of the server.
    this.parts.board.swap(new Y.Doc())
  }
}

/** The drafts as the owner sees them, with the one that a reveal took while it was being typed. */
class DraftList {
  readonly #options: DeskOptions
  readonly #parts: DeskParts
  readonly #link: DeskLink
  readonly #stopReading: () => void
  #written: string | undefined
  #writtenAt = 0
  /** Revealed while it was being typed: shown for a moment. If its owner types on, it becomes a draft again. */
  #lingering: Draft | undefined
  #lingered: ReturnType<typeof setTimeout> | undefined

  constructor(options: DeskOptions, link: DeskLink) {
    this.#options = options
    this.#parts = link.parts
    this.#link = link
    const read = () => this.#read()
    const catchTyped = ({ origin }: Y.Transaction) => {
      if (origin === byServer) this.#catchTyped()
    }
    this.#stopReading = link.parts.board.bind((doc) => {
      read()
      // Before 'update', so that a draft that stays is always in the list, and the caret stays in its field.
      doc.on('afterTransaction', catchTyped)
      doc.on('update', read)
      return () => {
        doc.off('afterTransaction', catchTyped)
        doc.off('update', read)
      }
    })
  }

  readonly write = (id: string, text: string): void => {
    const { board, history } = this.#parts
    if (this.#written !== id) history.cut()
    this.#written = id
    this.#writtenAt = this.#options.now()
    if (this.#lingering?.id !== id || this.#isThere(id)) return writeNote(board.current(), id, text)
    const typed = { ...this.#lingering, text }
    this.#letGo()
    this.#keepTyped([typed])
  }

  /** The drafts of these ids, which are about to be deleted. */
  removing(ids: readonly string[]): readonly Draft[] {
    if (this.#lingering && ids.includes(this.#lingering.id)) this.#letGo()
    return this.#parts.drafts.get().filter((draft) => ids.includes(draft.id))
  }

  close(): void {
    this.#stopReading()
    this.#letGo()
  }

  /** Its facts alone may be left: they were changed here while the reveal took it. */
  #isThere(id: string): boolean {
    return readNote(this.#parts.board.current(), id) !== undefined
  }

  #read(): void {
    // Nobody has to decide about it: its words are shown.
    const shown =
      this.#lingering && !this.#isThere(this.#lingering.id) ? [{ ...this.#lingering, isHeld: true }] : []
    const [drafts, answers] = split(draftsOf(this.#parts.board.current()))
    this.#parts.drafts.set([...drafts, ...shown].toSorted(newestFirst))
    if (answers.length > 0 || this.#parts.answers.get().length > 0)
      this.#parts.answers.set(answers.toSorted((a, b) => newestFirst(b, a)))
  }

  #catchTyped(): void {
    const gone = this.#parts.drafts.get().filter(({ id }) => !this.#isThere(id) && id !== this.#lingering?.id)
    const unsaved = this.#link.unsaved()
    const isUnsaved = ({ id }: Draft) => unsaved.has(id)
    const isTyped = ({ id }: Draft) =>
      id === this.#written && this.#options.now() - this.#writtenAt < typingMs
    const typed = gone.find((draft) => !isUnsaved(draft) && isTyped(draft))
    if (typed) this.#linger(typed)
    this.#keepTyped(gone.filter(isUnsaved))
  }

  /** The reveal took the server's words. Words typed after them are a draft again, under the same id. */
  #keepTyped(typed: readonly Draft[]): void {
    if (typed.length === 0) return
    // Without a step no page asks its author about it: the next reveal must not take it unasked.
    const unasked = typed.filter(({ step }) => step === undefined)
    const held = typed.filter(({ step, isHeld }) => isHeld || step === undefined)
    const { notices, say, me } = this.#options
    this.#link.asStep((doc) => {
      for (const draft of typed) addNote(doc, draft)
      bringWithNext(doc, idsOf(typed.filter(({ isForNext }) => isForNext)))
      setAudience(doc, idsOf(held), Audience.onlyMe, me.get().id)
    })
    if (unasked.length > 0) notices.show({ tone: 'plain', text: say('notices.typedAtReveal') })
  }

  #linger(draft: Draft): void {
    this.#letGo()
    this.#lingering = draft
    this.#lingered = setTimeout(() => {
      this.#letGo()
      this.#read()
    }, typingMs)
  }

  #letGo(): void {
    clearTimeout(this.#lingered)
    this.#lingering = undefined
  }
}

function addDrafts(link: DeskLink, options: DeskOptions, begun: readonly NewDraft[]): readonly string[] {
  const now = options.now()
  const texts = fitted(
    begun.map(({ text }) => text),
    options,
  )
  return link.asStep((doc) =>
    begun.map(({ tint, kind, photo, audience, origin = link.originNow() }, index) => {
      const id = addNote(doc, {
        x: 0,
        y: 0,
        author: null,
        // The first of several is the newest, so that they read in the order in which they came.
        created: now - index,
        tint: tint ?? (kind && kindTints[kind]) ?? options.tint.get(),
        text: texts[index] ?? '',
        ...(kind && { kind }),
        ...(photo && { photo }),
        ...origin,
      })
      // In the same change: no reveal comes between.
      if (audience) setAudience(doc, [id], audience, options.me.get().id)
      return id
    }),
  )
}

function isOfField(draft: Draft, { step, field }: NoteOrigin): boolean {
  return draft.step === step && draft.field === field
}

function idsOf(drafts: readonly Draft[]): readonly string[] {
  return drafts.map(({ id }) => id)
}

function newestFirst(a: Draft, b: Draft): number {
  return b.created - a.created || (a.id < b.id ? -1 : 1)
}

function split(all: readonly Draft[]): readonly [drafts: readonly Draft[], answers: readonly Draft[]] {
  return [all.filter(({ isAnswer }) => !isAnswer), all.filter(({ isAnswer }) => isAnswer)]
}
