/** Runs in the page: as with cookies blocked, or in a frame of a site that may keep nothing. */
export function forbidStorage(): void {
  for (const kind of ['localStorage', 'sessionStorage', 'indexedDB']) {
    Object.defineProperty(window, kind, {
      get: () => {
        throw new DOMException('Forbidden.', 'SecurityError')
      },
    })
  }
}
