/** The page is shown again as it was left, by the browser's Back: WebKit may then have forgotten what its canvases show. */
export function onReturn(run: () => void): () => void {
  const look = ({ persisted }: PageTransitionEvent) => {
    if (persisted) run()
  }
  window.addEventListener('pageshow', look)
  return () => window.removeEventListener('pageshow', look)
}
