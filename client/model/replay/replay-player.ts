import { atom, type ReadableAtom, type WritableAtom } from 'nanostores'
import * as Y from 'yjs'
import { showReplayBoard } from '#shared/board/replay-document.ts'
import { emptyReplayBoard, type ReplayBoard } from '#shared/board/replay.ts'
import type { Measure } from '#shared/text/layout.ts'
import { prefersStillness } from '../basics/reduced-motion.ts'
import { createCamera, type Camera } from '../view/camera.ts'
import { createScene, type Scene } from '../document/scene.ts'
import type { Film } from './replay-film.ts'

/** How much faster than life; `minute` shows the whole film in a minute, and never slower than life. */
export const speeds = ['1', '10', '60', 'minute'] as const
type Speed = (typeof speeds)[number]

/** Plays a film on one screen. */
export interface Player {
  /** Of the step that is shown. */
  readonly index: ReadableAtom<number>
  readonly isPlaying: ReadableAtom<boolean>
  readonly speed: WritableAtom<Speed>
  /** At the end, from the beginning. */
  readonly toggle: () => void
  readonly pause: () => void
  /** Goes to a step, and plays on from there if it was playing. */
  readonly goTo: (index: number) => void
  readonly close: () => void
}

export interface PlayerClock {
  /** Milliseconds that only grow. */
  readonly now: () => number
  /** Calls back at the next frame; returns its undo. */
  readonly nextFrame: (then: () => void) => () => void
  /** With reduced motion a new picture is shown at most so often, milliseconds. */
  readonly leastMs: () => number
}

const minuteMs = 60_000
/** Slow enough to read. Not measured. */
const calmMs = 1_000

const screenClock: PlayerClock = {
  now: () => performance.now(),
  nextFrame: (then) => {
    const frame = requestAnimationFrame(then)
    return () => cancelAnimationFrame(frame)
  },
  leastMs: () => (prefersStillness() ? calmMs : 0),
}

export function createPlayer({ steps, shownAt }: Film, clock: PlayerClock = screenClock): Player {
  const last = steps.length - 1
  const index = atom(last)
  const isPlaying = atom(false)
  const speed = atom<Speed>('minute')
  const length = shownAt[last] ?? 0
  /** A place in the film, and the time at which it was shown. */
  let position = length
  let since = 0
  let shownSince = 0
  let stop = (): void => undefined

  const factor = (): number => {
    const chosen = speed.get()
    return chosen === 'minute' ? Math.max(1, length / minuteMs) : Number(chosen)
  }
  const place = (next: number): void => {
    const whole = Math.max(0, Math.min(last, Math.round(next)))
    position = shownAt[whole] ?? 0
    since = clock.now()
    shownSince = since
    index.set(whole)
  }
  const pause = (): void => {
    stop()
    isPlaying.set(false)
  }
  const frame = (): void => {
    const now = clock.now()
    position = Math.min(length, position + (now - since) * factor())
    since = now
    const next = lastUpTo(shownAt, position)
    const isOver = position >= length
    if (next !== index.get() && (isOver || now - shownSince >= clock.leastMs())) {
      shownSince = now
      index.set(next)
    }
    if (isOver) pause()
    else stop = clock.nextFrame(frame)
  }
  return {
    index,
    isPlaying,
    speed,
    toggle: () => {
      if (isPlaying.get()) return pause()
      if (index.get() >= last) place(0)
      since = clock.now()
      isPlaying.set(true)
      stop = clock.nextFrame(frame)
    },
    pause,
    goTo: place,
    close: pause,
  }
}

/** The index of the last value that is not above; the values grow. */
function lastUpTo(values: readonly number[], most: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((values[middle] ?? 0) <= most) low = middle
    else high = middle - 1
  }
  return low
}

/** The board of a replay for the painter: its own scene and its own view, apart from the live board's. */
interface ReplayScreen {
  readonly scene: Scene
  readonly camera: Camera
  readonly show: (board: ReplayBoard) => void
  readonly close: () => void
}

export function createReplayScreen(measure: Measure): ReplayScreen {
  const doc = new Y.Doc()
  const scene = createScene(doc, measure)
  let shown = emptyReplayBoard
  return {
    scene,
    camera: createCamera(),
    show: (board) => {
      showReplayBoard(doc, shown, board)
      shown = board
    },
    close: () => {
      scene.close()
      doc.destroy()
    },
  }
}
