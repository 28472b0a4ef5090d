import { placeRoot } from '#shared/board/document.ts'
import { topOf } from '#shared/board/note.ts'
import { centreOf, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { Round } from '#shared/workshop/round.ts'
import type { LocalBoard } from './local-board.ts'

/** The functions that a bench drives: things that a person could see or do, and the moment of the full painting. */
export interface Bench {
  readonly notes: number
  readonly board: LocalBoard
  /** Settles when the whole board has been loaded and painted; milliseconds from document to paint. */
  readonly painted: Promise<number>
  readonly fit: () => void
  readonly zoomTo: (zoom: number) => void
  readonly panBy: (dx: number, dy: number) => void
  readonly centreOn: (id: string) => void
  readonly select: (id: string) => void
  /** CSS pixels on screen. */
  readonly rectOf: (id: string) => Rect | undefined
  readonly textOf: (id: string) => string | undefined
  readonly positionOf: (id: string) => Point | undefined
  /** Others move so many notes a second, in one transaction a frame, until `stop`. */
  readonly remoteMoves: (perSecond: number) => void
  readonly stop: () => void
  /** Shows a round on these notes or clusters, with this person's dots or the totals. */
  readonly showRound: (round: Partial<Round>, dots?: Readonly<Record<string, number>>) => void
}

export function createBench(local: LocalBoard, count: number): Bench {
  const { model, doc } = local
  const { scene, camera, ui } = model
  let timer = 0

  return {
    notes: count,
    board: local,
    painted: whenPainted(local),
    fit: () => {
      const bounds = scene.bounds()
      if (bounds) camera.fit(bounds, { glide: false })
    },
    zoomTo: (zoom) => {
      const { width, height } = camera.screen.get()
      camera.zoomAt({ x: width / 2, y: height / 2 }, zoom)
    },
    panBy: camera.panBy,
    centreOn: (id) => {
      const rect = scene.notes.get(id)?.rect
      if (!rect) return
      const { width, height } = camera.screen.get()
      const { x, y } = centreOf(rect)
      const { zoom } = camera.state.get()
      camera.set({ x: x - width / 2 / zoom, y: y - height / 2 / zoom, zoom })
    },
    select: (id) => ui.selection.set(new Set([id])),
    rectOf: (id) => {
      const rect = scene.notes.get(id)?.rect
      if (!rect) return undefined
      const { zoom } = camera.state.get()
      return { ...camera.toScreen(rect), width: rect.width * zoom, height: rect.height * zoom }
    },
    textOf: (id) => scene.notes.get(id)?.text,
    positionOf: (id) => {
      const note = scene.notes.get(id)
      return note && { x: note.x, y: note.y }
    },
    remoteMoves: (perSecond) => {
      const ids = [...placeRoot(doc).keys()]
      let last = performance.now()
      let due = 0
      let next = 0
      let top = topOf(doc)
      const step = () => {
        const now = performance.now()
        due += ((now - last) * perSecond) / 1_000
        last = now
        doc.transact(() => {
          for (; due >= 1; due -= 1) {
            const id = ids[(next += 7919) % ids.length]
            const place: unknown = id === undefined ? undefined : placeRoot(doc).get(id)
            if (id === undefined || !Array.isArray(place)) continue
            const [x, y, , cluster] = place as [number, number, number, string | 0]
            placeRoot(doc).set(id, [x + (next % 2 ? 12 : -12), y, (top += 1), cluster])
          }
        }, 'remote')
        timer = requestAnimationFrame(step)
      }
      timer = requestAnimationFrame(step)
    },
    stop: () => cancelAnimationFrame(timer),
    showRound: (round, dots = {}) => {
      const whole: Round = {
        id: 'round',
        number: 1,
        title: 'Round 1',
        target: 'notes',
        options: [],
        budget: 5,
        cap: 3,
        isSecret: true,
        deadline: null,
        state: 'open',
        openedAt: 1,
        closedAt: null,
        voted: 0,
        eligible: 5,
        totals: null,
        ballots: null,
        previous: null,
        ...round,
      }
      local.setRounds([whole])
      local.setDots(whole.id, dots)
      ui.shownRound.set(whole.id)
    },
  }
}

function whenPainted({ model }: LocalBoard): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      if (model.camera.screen.get().width <= 1) {
        requestAnimationFrame(look)
        return
      }
      const bounds = model.scene.bounds()
      if (bounds) model.camera.fit(bounds, { glide: false })
      // The first frame paints, the second begins when it is on screen.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => resolve(performance.measure('painted', 'document').duration)),
      )
    }
    requestAnimationFrame(look)
  })
}
