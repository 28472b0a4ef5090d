/** Runs `draw` in the next animation frame, however often it is asked for until then. */
export interface Frames {
  readonly ask: () => void
  readonly stop: () => void
}

export function createFrames(draw: () => void): Frames {
  let request = 0
  return {
    ask: () => {
      if (request !== 0) return
      request = requestAnimationFrame(() => {
        request = 0
        draw()
      })
    },
    stop: () => {
      cancelAnimationFrame(request)
      request = 0
    },
  }
}

export function afterFrames(count: number, run: () => void): void {
  requestAnimationFrame(() => (count > 1 ? afterFrames(count - 1, run) : run()))
}
