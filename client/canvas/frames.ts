/** Runs `draw` in animation frames, once in each at most. */
interface Frames {
  /** Draws in the next frame, however often it is asked for until then. */
  readonly ask: () => void
  /**
   * Draws at the end of this frame, for changes reported within a frame. With `restMs` it draws in the first frame at least
   * so long after the last. `ask` overrules that.
   */
  readonly finish: (restMs?: number) => void
  readonly stop: () => void
}

export function createFrames(draw: () => void): Frames {
  let request = 0
  let drawnAt = -Infinity
  /** No sooner, unless it is asked for. */
  let due = 0
  let isFinishing = false

  const run = () => {
    request = 0
    drawnAt = frameTime()
    draw()
  }
  const step = () => {
    if (frameTime() < due) request = requestAnimationFrame(step)
    else run()
  }
  const finish = () => {
    if (!isFinishing) return
    isFinishing = false
    cancelAnimationFrame(request)
    run()
  }
  return {
    ask: () => {
      due = 0
      if (request === 0) request = requestAnimationFrame(step)
    },
    finish: (restMs = 0) => {
      if (isFinishing) return
      const now = frameTime()
      if (now > drawnAt && now >= drawnAt + restMs) {
        isFinishing = true
        queueMicrotask(finish)
        return
      }
      const then = drawnAt + restMs
      due = request === 0 ? then : Math.min(due, then)
      if (request === 0) request = requestAnimationFrame(step)
    },
    stop: () => {
      cancelAnimationFrame(request)
      request = 0
      isFinishing = false
    },
  }
}

/** The same throughout a frame. */
function frameTime(): number {
  return Number(document.timeline.currentTime)
}

export function afterFrames(count: number, run: () => void): void {
  requestAnimationFrame(() => (count > 1 ? afterFrames(count - 1, run) : run()))
}

/** Calls the listener when Back shows the page again: WebKit may have lost the content of its canvases. */
export function onReturn(run: () => void): () => void {
  const look = ({ persisted }: PageTransitionEvent) => {
    if (persisted) run()
  }
  window.addEventListener('pageshow', look)
  return () => window.removeEventListener('pageshow', look)
}
