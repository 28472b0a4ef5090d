import { useEffect, useState } from 'react'
import { prefersStillness } from '../../model/basics/reduced-motion.ts'

/** Length of the animation. The design allows at most 600 ms. */
const durationMs = 600

/**
 * Counts from zero to the total once, in the time after `since` (`performance.now()`): a row that comes into sight later
 * has its total at once. With reduced motion all have.
 */
export function CountUp({ to, since }: { to: number; since: number }) {
  const [part, setPart] = useState(() => (prefersStillness() ? 1 : partAt(performance.now(), since)))
  useEffect(() => {
    if (prefersStillness()) return
    let frame = requestAnimationFrame(function step(now) {
      const next = partAt(now, since)
      setPart(next)
      if (next < 1) frame = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(frame)
  }, [since])
  return <span aria-hidden="true">{Math.round(to * (1 - (1 - part) ** 3))}</span>
}

function partAt(now: number, since: number): number {
  return Math.min(1, Math.max(0, now - since) / durationMs)
}
