import type { BoardModel } from '../model/contract/board-model.ts'
import { prefersStillness } from '../model/basics/reduced-motion.ts'

/** Opacity of arriving notes, 0 to 1, by id; a note that has arrived is not in it. */
export type Arriving = ReadonlyMap<string, number>

/** Length of the whole wave, milliseconds: the style's limit for a reveal. */
const waveMs = 600
/** Length of one note's arrival, milliseconds. */
const arrivalMs = 220

/** Animates revealed notes from one corner to the other; with reduced motion they appear at once. */
export function watchWave(
  model: BoardModel,
  onChange: (arriving: Arriving, ids: Iterable<string>) => void,
): { readonly close: () => void } {
  let starts: ReadonlyMap<string, number> = new Map()
  let frame = 0

  const step = (now: number) => {
    const arriving = new Map<string, number>()
    for (const [id, start] of starts) {
      const share = Math.max(0, (now - start) / arrivalMs)
      if (share < 1) arriving.set(id, 1 - (1 - share) ** 3)
    }
    const ids = [...starts.keys()]
    if (arriving.size === 0) starts = new Map()
    frame = arriving.size === 0 ? 0 : requestAnimationFrame(step)
    onChange(arriving, ids)
  }
  const stop = model.reveals.onArriving((ids) => {
    if (prefersStillness()) return
    const now = performance.now()
    const order = ids
      .flatMap((id) => model.scene.notes.get(id) ?? [])
      .sort((a, b) => a.x + a.y - b.x - b.y)
      .map(({ id }) => id)
    const each = (waveMs - arrivalMs) / Math.max(1, order.length - 1)
    starts = new Map([...starts, ...order.map((id, index) => [id, now + index * each] as const)])
    cancelAnimationFrame(frame)
    step(now)
  })
  return {
    close: () => {
      stop()
      cancelAnimationFrame(frame)
    },
  }
}
