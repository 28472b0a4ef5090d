import { atom, computed, type ReadableAtom, type WritableAtom } from 'nanostores'
import { noteSide } from '#shared/geometry/sizes.ts'
import { encodeCursor, type Cursor, type IndexedCursor } from '#shared/wire/cursor.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { OwnPlace, Presence } from '../contract/board-model.ts'
import type { Platform } from '../platform/platform.ts'
import { throttled } from '../basics/throttle.ts'
import type { OwnRights } from '../document/own-rights.ts'
import type { Scene } from '../document/scene.ts'

/** 15 Hz: the relay passes on no more. */
const everyMs = 66

/** With more people the screen is full of arrows. Not measured. */
const mostWithCursors = 25

/**
 * After a secret vote a pointer rests where its person placed the last dot. Others see it once it is this far away, in
 * board units, or has left the board. Not measured: two notes.
 */
const farFromRest = 2 * noteSide

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
  readonly place: OwnPlace
  readonly send: (message: Uint8Array) => void
  readonly soon: Platform['soon']
  readonly count: ReadableAtom<number>
}

/** The pointers of all people. They switch off by themselves in a crowd, unless this person has chosen. */
export function createCursors({ mayShow, place, send, soon, count }: CursorsOptions): LiveCursors {
  const all = new Map<number, Cursor>()
  const listeners = new Set<() => void>()
  const isShown = atom(true)
  let own: number | undefined
  let isTellDue = false
  let isChosen = false
  let isOurChange = false
  let pointer: Cursor | null = null
  let sent: Cursor | null = null
  let rest: Cursor | null = null

  const tell = () => {
    isTellDue = false
    for (const listener of listeners) listener()
  }
  const tellSoon = () => {
    if (isTellDue) return
    isTellDue = true
    soon(tell)
  }
  const hasLeftRest = () => {
    const isNear = rest && pointer && Math.hypot(pointer.x - rest.x, pointer.y - rest.y) < farFromRest
    if (!isNear) rest = null
    return !isNear
  }
  const sending = throttled(() => {
    if (!place.isShown.get() || !hasLeftRest()) return
    if (pointer === null && sent === null) return
    sent = pointer
    send(encodeCursor(pointer))
  }, everyMs)
  const listening = [
    place.isHidden.listen((isHidden) => {
      // The server takes it from the others' screens.
      if (isHidden) sent = null
      else rest = pointer
    }),
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

export function createOwnPlace(
  hasSecretVote: ReadableAtom<boolean>,
  may: OwnRights['may'],
  /** Until the document is the server's, a vote may be open that this browser does not know of. */
  isCurrent: ReadableAtom<boolean>,
): OwnPlace {
  const isOnPurpose = atom(false)
  const isSecret = computed(hasSecretVote, () => may(Operation.showPresence) && !may(Operation.showPlace))
  const isHidden = computed(
    [isSecret, isOnPurpose],
    (secret, onPurpose) => secret && !(onPurpose && may(Operation.showPlaceOnPurpose)),
  )
  const isShown = computed([isCurrent, isHidden], (current, hidden) => current && !hidden)
  isSecret.listen(() => isOnPurpose.set(false))
  return { isShown, isHidden, isOnPurpose }
}

/** The notes that others are dragging right now. */
export function heldByOthers(
  { others, cursors }: Pick<Presence, 'others' | 'cursors'>,
  { clusters }: Pick<Scene, 'clusters'>,
): ReadonlySet<string> {
  const held = new Set<string>()
  for (const { index, selection } of others.get()) {
    if (!cursors.get(index)?.drag) continue
    for (const id of selection) for (const note of clusters.get(id)?.members ?? [id]) held.add(note)
  }
  return held
}
