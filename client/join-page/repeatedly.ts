/**
 * Repeats an attempt, one at a time: two that succeed at once would make two people. Each attempt returns the pause
 * before the next one, or undefined when there is none. Returns its own undo.
 */
export function repeatedly(attempt: () => Promise<number | undefined>, firstPauseMs: number): () => void {
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (pauseMs: number | undefined) => {
    if (!isOver && pauseMs !== undefined) timer = setTimeout(() => void attempt().then(wait), pauseMs)
  }
  wait(firstPauseMs)
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
