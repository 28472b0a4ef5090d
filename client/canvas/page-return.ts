/** Calls the listener when Back shows the page again: WebKit may have lost the content of its canvases. */
export function onReturn(run: () => void): () => void {
  const look = ({ persisted }: PageTransitionEvent) => {
    if (persisted) run()
  }
  window.addEventListener('pageshow', look)
  return () => window.removeEventListener('pageshow', look)
}
