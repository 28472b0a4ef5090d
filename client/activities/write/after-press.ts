/**
 * Runs at once, or after the press that is going on. A list that closes up under a pressed pointer would take the button
 * away from under it, and the press would be lost.
 */
export function afterPress(run: () => void): void {
  if (!document.documentElement.matches(':active')) return run()
  const end = new AbortController()
  const options = { signal: end.signal }
  const ended = () => {
    end.abort()
    // The click comes after the end of the press.
    setTimeout(run)
  }
  window.addEventListener('pointerup', ended, options)
  window.addEventListener('pointercancel', ended, options)
}
