import { atom, computed, type ReadableAtom, type WritableAtom } from 'nanostores'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Ink, ProjectedPages } from '#shared/wire/command.ts'
import type { ServerHello } from '#shared/wire/message.ts'
import { isView, isViewRect } from '#shared/board/limits.ts'
import { presenceLimit, type Caret, type PresenceState } from '#shared/wire/presence.ts'
import type { Mark } from '#shared/wire/mark.ts'
import type { Participant } from '#shared/workshop/role.ts'
import { anonymousNumbersOf } from '#shared/workshop/anonymous-numbers.ts'
import type { BoardUi, OwnPlace, Presence, Person } from '../contract/board-model.ts'
import type { Camera } from '../view/camera.ts'
import { createCursors, type LiveCursors } from './cursors.ts'
import type { Incoming } from '../frames/incoming.ts'
import { awarenessMessage } from '../frames/outgoing.ts'
import type { Platform } from '../platform/platform.ts'
import { areSame } from '../basics/same.ts'

const everyMs = 500
const mostSelected = 50
/** A projector tells of its pages every few seconds: one that has not for so long shows something else, or is off. */
const projectedMs = 15_000

export interface LivePresence extends Presence {
  readonly heard: (
    message: Extract<Incoming, { kind: 'awareness' | 'cursors' | 'gather' | 'ink' | 'pages' | 'people' }>,
  ) => void
  readonly connected: (isOpen: boolean) => void
  readonly greeted: (hello: ServerHello) => void
  readonly close: () => void
}

export interface PresenceOptions {
  readonly me: ReadableAtom<Participant>
  readonly ui: BoardUi
  readonly camera: Camera
  /** False for a viewer, whom nobody sees. */
  readonly mayShow: boolean
  readonly place: OwnPlace
  readonly send: (message: Uint8Array) => void
  readonly soon: Platform['soon']
}

/** The people who are here, and this person's own state: sent at most twice a second, apart from the pointer. */
export function createPresence(options: PresenceOptions): LivePresence {
  const { me } = options
  const caret = atom<Caret | null>(null)
  const mark = atom<Mark | null>(null)
  const own = new OwnPresence({ ...options, caret, mark })
  const states = atom<readonly PresenceState[]>([])
  const people = createPeople(states)
  /** The number of people that the server gave; null until it has. */
  const counted = atom<number | null>(null)
  const viewers = atom(0)
  const count = computed([people, counted], (here, number) => {
    const own = options.mayShow ? [me.get().id] : []
    return number ?? new Set([...own, ...here.map(({ participant }) => participant)]).size
  })
  const numbers = computed([people, me, own.index], (here, { id, name, colour }, index = 0) =>
    // A viewer, whom nobody sees, has no number. Before the server has said which connection this is, nobody else is here.
    anonymousNumbersOf(options.mayShow ? [...here, { participant: id, index, name, colour }] : here),
  )
  const cursors: LiveCursors = createCursors({ ...options, count })
  const ink = atom<Ink | null>(null)
  const projected = atom<ProjectedPages | null>(null)
  let projectedTimer: ReturnType<typeof setTimeout> | undefined
  const setProjected = (told: ProjectedPages | null) => {
    clearTimeout(projectedTimer)
    if (told) projectedTimer = setTimeout(() => projected.set(null), projectedMs)
    projected.set(told)
  }
  const gatherings = new Set<Parameters<Presence['onGather']>[0]>()
  const read = () => {
    const others = own.states().filter(({ index }) => index !== own.index.get())
    states.set(others.sort((a, b) => a.index - b.index))
  }
  own.onStates(read)
  const leave = () => {
    own.close()
    counted.set(null)
    viewers.set(0)
    cursors.clear()
    setProjected(null)
    read()
  }
  return {
    others: states,
    people,
    numbers,
    count,
    viewers,
    cursors: cursors.all,
    onCursors: cursors.onChange,
    pointTo: cursors.pointTo,
    showCursors: cursors.isShown,
    place: options.place,
    projected,
    ink,
    caret,
    mark,
    onGather: (listener) => {
      gatherings.add(listener)
      return () => gatherings.delete(listener)
    },
    connected: (isOpen) => {
      leave()
      if (isOpen) own.open()
    },
    greeted: ({ index }) => {
      own.index.set(index)
      cursors.greeted(index)
      read()
      own.show()
    },
    heard: (message) => {
      switch (message.kind) {
        case 'awareness':
          return own.apply(message.update)
        case 'cursors':
          return cursors.heard(message.cursors)
        case 'people':
          viewers.set(message.viewers)
          return counted.set(message.count)
        case 'pages':
          return setProjected(message.projected)
        case 'ink':
          return ink.set(message.ink)
        case 'gather': {
          const { from, ...view } = message.gathering
          if (from === me.get().id || !isViewRect(view)) return
          for (const listener of gatherings) listener(view, from)
        }
      }
    },
    close: () => {
      leave()
      cursors.close()
      own.stopWatching()
    },
  }
}

interface OwnPresenceOptions extends PresenceOptions {
  readonly caret: WritableAtom<Caret | null>
  readonly mark: WritableAtom<Mark | null>
}

/** The awareness of one connection: the states of everybody in it, and this person's own as they change. */
class OwnPresence {
  /** Number of this connection, once the server has given it. */
  readonly index = atom<number | undefined>()
  readonly #options: OwnPresenceOptions
  readonly #watched: readonly (() => void)[]
  /** New for every connection: the server may not have noticed yet that the last one is gone. */
  #awareness: Awareness | undefined
  #shownAt = -Infinity
  #timer: ReturnType<typeof setTimeout> | undefined
  #isReadDue = false
  #shown: string | undefined
  /** False after a secret vote, until this person selects something else, or looks elsewhere. */
  #isSelectionNew = true
  #isViewNew = true
  #onStates: () => void = () => undefined

  constructor(options: OwnPresenceOptions) {
    this.#options = options
    const { me, ui, camera, place, caret, mark } = options
    const showSoon = () => this.#showSoon()
    this.#watched = [
      ui.selection.listen(() => (this.#isSelectionNew = true)),
      camera.state.listen(() => (this.#isViewNew = true)),
      place.isHidden.listen((isHidden) => {
        if (isHidden) return
        this.#isSelectionNew = this.#isViewNew = false
        caret.set(null)
      }),
      ui.selection.listen(showSoon),
      ui.editing.listen(showSoon),
      caret.listen(showSoon),
      mark.listen(showSoon),
      camera.state.listen(showSoon),
      camera.screen.listen(showSoon),
      me.listen(showSoon),
      place.isShown.listen(showSoon),
    ]
  }

  onStates(listener: () => void): void {
    this.#onStates = listener
  }

  states(): PresenceState[] {
    return [...(this.#awareness?.getStates().values() ?? [])].filter(isPresence).map(withView)
  }

  open(): void {
    const next = new Awareness(new Y.Doc())
    next.setLocalState(null)
    next.on('update', (_change: unknown, origin: unknown) => {
      if (origin === 'local')
        this.#options.send(awarenessMessage(encodeAwarenessUpdate(next, [next.clientID])))
    })
    next.on('change', () => this.#readSoon())
    this.#awareness = next
  }

  apply(update: Uint8Array): void {
    if (this.#awareness) applyAwarenessUpdate(this.#awareness, update, 'server')
  }

  show(): void {
    this.#timer = undefined
    const index = this.index.get()
    const { me, mayShow, place } = this.#options
    if (!this.#awareness || index === undefined || !mayShow) return
    const state = { ...nowhere, ...identityOf(me.get(), index), ...(place.isShown.get() && this.#place()) }
    const shown = JSON.stringify(state)
    // While a secret vote is open, not even the moment of a change must leave this device.
    if (shown === this.#shown) return
    this.#shown = shown
    this.#shownAt = performance.now()
    const isLong = new TextEncoder().encode(shown).byteLength > presenceLimit
    this.#awareness.setLocalState(isLong ? { ...state, selection: [] } : state)
  }

  #place(): Place {
    const { ui, camera, place, caret, mark } = this.#options
    const view = this.#isViewNew ? camera.shownView() : null
    return {
      selection: this.#isSelectionNew ? [...ui.selection.get()].slice(0, mostSelected) : [],
      editing: ui.editing.get(),
      caret: caret.get() ?? undefined,
      mark: mark.get() ?? undefined,
      // A phone's list shows no part of the board, so it cannot be followed.
      view: view
        ? [Math.round(view.x), Math.round(view.y), Math.round(view.width), Math.round(view.height)]
        : null,
      shows: place.isOnPurpose.get() || undefined,
    }
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.index.set(undefined)
    this.#shown = undefined
    const gone = this.#awareness
    this.#awareness = undefined
    gone?.destroy()
  }

  stopWatching(): void {
    for (const stop of this.#watched) stop()
  }

  #readSoon(): void {
    if (this.#isReadDue) return
    this.#isReadDue = true
    this.#options.soon(() => {
      this.#isReadDue = false
      this.#onStates()
    })
  }

  #showSoon(): void {
    this.#timer ??= setTimeout(() => this.show(), Math.max(0, this.#shownAt + everyMs - performance.now()))
  }
}

type Place = Pick<PresenceState, 'selection' | 'editing' | 'caret' | 'mark' | 'view' | 'shows'>

const nowhere: Place = { selection: [], editing: null, view: null }

function identityOf({ id, name, colour }: Participant, index: number): Omit<PresenceState, keyof Place> {
  return { participant: id, index, name, colour }
}

/** The server gives every state this form; only a state from before our hello could lack a field. */
function isPresence(state: Record<string, unknown>): state is Record<string, unknown> & PresenceState {
  return typeof state['participant'] === 'string' && typeof state['index'] === 'number'
}

/** Nobody follows a view that no screen can show. */
function withView(state: PresenceState): PresenceState {
  return state.view === null || isView(state.view) ? state : { ...state, view: null }
}

/** The people here. Emits only when a name, a colour or an activity changes, not with every view and selection. */
function createPeople(others: ReadableAtom<readonly PresenceState[]>): ReadableAtom<readonly Person[]> {
  const people = computed(others, (states) => states.map(personOf))
  people.eq = (before, now) => before !== undefined && areSame(before, now)
  return people
}

function personOf({
  participant,
  index,
  name,
  colour,
  leads,
  takesPart,
  editing,
  caret,
  view,
}: PresenceState): Person {
  const [isWriting, isLooking] = [editing !== null || caret !== undefined, view !== null]
  const facts = { participant, index, name, colour, leads: leads === true, isWriting, isLooking }
  return takesPart ? { ...facts, takesPart } : facts
}
