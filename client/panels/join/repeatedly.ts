/**
 * Repeats an attempt, one at a time: two that succeed at once would make two people. Returns its own undo.
 */
export function repeatedly(attempt: () => Promise<unknown>, pauseMs: number): () => void {
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = () => {
    if (!isOver) timer = setTimeout(() => void attempt().then(wait), pauseMs)
  }
  wait()
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
