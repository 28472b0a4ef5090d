import { atom, type ReadableAtom, type WritableAtom } from 'nanostores'
import { encodeCursor, type Cursor, type IndexedCursor } from '#shared/wire/cursor.ts'
import type { Presence } from '../contract/board-model.ts'
import type { Platform } from '../platform/platform.ts'
import { throttled } from '../basics/throttle.ts'

/** 15 Hz: the relay passes on no more. */
const everyMs = 66

/** With more people the screen is full of arrows. Not measured. */
const mostWithCursors = 25

export interface LiveCursors {
  readonly all: ReadonlyMap<number, Cursor>
  readonly onChange: Presence['onCursors']
  readonly pointTo: Presence['pointTo']
  readonly isShown: WritableAtom<boolean>
  readonly heard: (cursors: readonly IndexedCursor[]) => void
  /** This connection's own number, whose pointer is not shown. */
  readonly greeted: (index: number) => void
  readonly clear: () => void
  readonly close: () => void
}

export interface CursorsOptions {
  readonly mayShow: boolean
  readonly send: (message: Uint8Array) => void
  readonly soon: Platform['soon']
  readonly count: ReadableAtom<number>
}

/** The pointers of all people. They switch off by themselves in a crowd, unless this person has chosen. */
export function createCursors({ mayShow, send, soon, count }: CursorsOptions): LiveCursors {
  const all = new Map<number, Cursor>()
  const listeners = new Set<() => void>()
  const isShown = atom(true)
  let own: number | undefined
  let isTellDue = false
  let isChosen = false
  let isOurChange = false
  let pointer: Cursor | null = null
  let sent: Cursor | null = null

  const tell = () => {
    isTellDue = false
    for (const listener of listeners) listener()
  }
  const tellSoon = () => {
    if (isTellDue) return
    isTellDue = true
    soon(tell)
  }
  const sending = throttled(() => {
    if (pointer === null && sent === null) return
    sent = pointer
    send(encodeCursor(pointer))
  }, everyMs)
  const listening = [
    isShown.listen(() => {
      isChosen ||= !isOurChange
      tellSoon()
    }),
    count.subscribe((people) => {
      if (isChosen) return
      isOurChange = true
      isShown.set(people <= mostWithCursors)
      isOurChange = false
    }),
  ]
  return {
    all,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    pointTo: (at, drag = null) => {
      pointer = at && { x: Math.round(at.x), y: Math.round(at.y), drag }
      if (mayShow) sending.ask()
    },
    isShown,
    heard: (cursors) => {
      for (const { index, cursor } of cursors) {
        if (index === own) continue
        if (cursor) all.set(index, cursor)
        else all.delete(index)
      }
      tellSoon()
    },
    greeted: (index) => {
      own = index
      all.delete(index)
    },
    clear: () => {
      sending.stop()
      sent = null
      all.clear()
      tellSoon()
    },
    close: () => {
      sending.stop()
      for (const stop of listening) stop()
    },
  }
}
