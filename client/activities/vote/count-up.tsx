import { useEffect, useState } from 'react'
import { prefersStillness } from '../../model/basics/reduced-motion.ts'

/** Length of the one count-up after a vote (the look: at most 600 ms). */
const durationMs = 600

/** Counts from nothing to the total once; with reduced motion the total is simply there. */
export function CountUp({ to }: { to: number }) {
  const [part, setPart] = useState(() => (prefersStillness() ? 1 : 0))
  useEffect(() => {
    if (prefersStillness()) return
    const start = performance.now()
    let frame = requestAnimationFrame(function step(now) {
      const next = Math.min(1, Math.max(0, now - start) / durationMs)
      setPart(next)
      if (next < 1) frame = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  return <span aria-hidden="true">{Math.round(to * (1 - (1 - part) ** 3))}</span>
}
