import './page.css'

/** The same notes for every canvas: a square field of 200 × 200 notes, 20 apart, with 4 to 15 words. */
const words =
  'We exist so that nobody waits for a machine that a person could have repaired the same day'.split(' ')

export const count = Number(new URLSearchParams(location.search).get('n') ?? 100)

export function benchNotes() {
  const side = Math.ceil(Math.sqrt(count))
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    x: (index % side) * 220,
    y: Math.floor(index / side) * 220,
    text: words.slice(0, 4 + (index % 12)).join(' '),
    colour: index % 8,
  }))
}

/** True once the page has had nothing to do for a while: two idle frames in a row after `isReady`. */
export function settle(isReady) {
  let painted = false
  const look = () => {
    if (!isReady()) return setTimeout(look, 50)
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => (painted = true))))
  }
  look()
  return () => painted
}

/** Calls `move` with the notes that others moved since the last frame, so many a second. */
export function remoteMoves(move) {
  let timer = 0
  return {
    remoteMoves: (perSecond) => {
      let last = performance.now()
      let due = 0
      let next = 0
      const step = () => {
        const now = performance.now()
        due += ((now - last) * perSecond) / 1_000
        last = now
        const indexes = new Set()
        for (; due >= 1; due -= 1) indexes.add((next += 7919) % count)
        move([...indexes], next % 2 ? 12 : -12)
        timer = requestAnimationFrame(step)
      }
      timer = requestAnimationFrame(step)
    },
    stop: () => cancelAnimationFrame(timer),
  }
}
