import { atom, computed, type ReadableAtom } from 'nanostores'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { ServerHello } from '#shared/wire/hello.ts'
import { presenceLimit, type PresenceState } from '#shared/wire/presence.ts'
import type { Participant } from '#shared/workshop/role.ts'
import { anonymousNumbersOf } from '#shared/workshop/anonymous-numbers.ts'
import type { BoardUi, Presence } from '../contract/board-model.ts'
import type { Camera } from '../view/camera.ts'
import { createCursors, type LiveCursors } from './cursors.ts'
import type { Incoming } from '../frames/incoming.ts'
import { awarenessMessage } from '../frames/outgoing.ts'
import { createPeople } from './people.ts'
import type { Platform } from '../platform/platform.ts'

const everyMs = 500
const mostSelected = 50

export interface LivePresence extends Presence {
  readonly heard: (
    message: Extract<Incoming, { kind: 'awareness' | 'cursors' | 'gather' | 'people' }>,
  ) => void
  readonly connected: (isOpen: boolean) => void
  readonly greeted: (hello: ServerHello) => void
  readonly close: () => void
}

export interface PresenceOptions {
  readonly me: ReadableAtom<Participant>
  readonly ui: BoardUi
  readonly camera: Camera
  /** A viewer looks on unseen. */
  readonly mayShow: boolean
  readonly send: (message: Uint8Array) => void
  readonly soon: Platform['soon']
}

/** Who is here, and what this person shows of themselves: at most twice a second, pointers apart. */
export function createPresence(options: PresenceOptions): LivePresence {
  const { me, ui, camera, soon } = options
  const others = atom<readonly PresenceState[]>([])
  const people = createPeople(others)
  const told = atom<number | null>(null)
  const count = computed([people, told], (here, number) => {
    return number ?? new Set([me.get().id, ...here.map(({ participant }) => participant)]).size
  })
  /** This connection, once the server has said which it is. */
  const own = atom<number | undefined>()
  const numbers = computed([people, me, own], (here, { id, name, colour }, index = 0) =>
    // Whom others do not see has no number. Before the server has said which connection this is, nobody else is here.
    anonymousNumbersOf(options.mayShow ? [...here, { participant: id, index, name, colour }] : here),
  )
  const cursors: LiveCursors = createCursors({ ...options, count })
  const gatherings = new Set<Parameters<Presence['onGather']>[0]>()
  /** New for every connection: the server may not have noticed yet that the last one is gone. */
  let awareness: Awareness | undefined
  let shownAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  let isReadDue = false

  const read = () => {
    isReadDue = false
    const states = [...(awareness?.getStates().values() ?? [])].filter(isPresence)
    others.set(states.filter(({ index }) => index !== own.get()).sort((a, b) => a.index - b.index))
  }
  const readSoon = () => {
    if (isReadDue) return
    isReadDue = true
    soon(read)
  }
  const showMe = () => {
    timer = undefined
    const index = own.get()
    if (!awareness || index === undefined || !options.mayShow) return
    shownAt = performance.now()
    awareness.setLocalState(ownState(me.get(), index, ui, camera))
  }
  const showMeSoon = () => {
    if (timer === undefined) timer = setTimeout(showMe, Math.max(0, shownAt + everyMs - performance.now()))
  }
  const open = () => {
    const next = new Awareness(new Y.Doc())
    next.setLocalState(null)
    next.on('update', (_change: unknown, origin: unknown) => {
      if (origin === 'local') options.send(awarenessMessage(encodeAwarenessUpdate(next, [next.clientID])))
    })
    next.on('change', readSoon)
    awareness = next
  }
  const leave = () => {
    clearTimeout(timer)
    timer = undefined
    own.set(undefined)
    const gone = awareness
    awareness = undefined
    gone?.destroy()
    told.set(null)
    cursors.clear()
    read()
  }
  const listening = [
    ui.selection.listen(showMeSoon),
    ui.editing.listen(showMeSoon),
    camera.state.listen(showMeSoon),
    camera.screen.listen(showMeSoon),
    me.listen(showMeSoon),
  ]
  return {
    others,
    people,
    numbers,
    count,
    cursors: cursors.all,
    onCursors: cursors.onChange,
    pointTo: cursors.pointTo,
    showCursors: cursors.isShown,
    onGather: (listener) => {
      gatherings.add(listener)
      return () => gatherings.delete(listener)
    },
    connected: (isOpen) => {
      leave()
      if (isOpen) open()
    },
    greeted: (hello) => {
      own.set(hello.index)
      cursors.greeted(hello.index)
      read()
      showMe()
    },
    heard: (message) => {
      switch (message.kind) {
        case 'awareness':
          if (awareness) applyAwarenessUpdate(awareness, message.update, 'server')
          return
        case 'cursors':
          return cursors.heard(message.cursors)
        case 'people':
          return told.set(message.count)
        case 'gather': {
          const { from, ...view } = message.gathering
          if (from === me.get().id) return
          for (const listener of gatherings) listener(view, from)
        }
      }
    },
    close: () => {
      leave()
      cursors.close()
      for (const stop of listening) stop()
    },
  }
}

function ownState(me: Participant, index: number, ui: BoardUi, camera: Camera): PresenceState {
  const view = camera.shownView()
  const state: PresenceState = {
    participant: me.id,
    index,
    name: me.name,
    colour: me.colour,
    selection: [...ui.selection.get()].slice(0, mostSelected),
    editing: ui.editing.get(),
    // A phone's list shows no part of the board: there is nothing to follow.
    view: view
      ? [Math.round(view.x), Math.round(view.y), Math.round(view.width), Math.round(view.height)]
      : null,
  }
  const size = new TextEncoder().encode(JSON.stringify(state)).byteLength
  return size <= presenceLimit ? state : { ...state, selection: [] }
}

/** The server puts every state into this form; only a state of before our hello could lack something. */
function isPresence(state: Record<string, unknown>): state is Record<string, unknown> & PresenceState {
  return typeof state['participant'] === 'string' && typeof state['index'] === 'number'
}
