import { useEffect, useState } from 'react'
import { prefersStillness } from '../../model/basics/reduced-motion.ts'

/** Length of the animation. The design allows at most 600 ms. */
const durationMs = 600

/** Counts from zero to the total once. With reduced motion the total is shown at once. */
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
