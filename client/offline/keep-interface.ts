import { at } from '../model/basics/address.ts'

/**
 * Has the browser keep the interface, so that it opens without the network too. Browsers allow it on https and on the
 * computer itself; elsewhere, and where storage is forbidden, pages open only while the server is there.
 */
export function keepInterface(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.register(at('/service-worker.js')).catch(() => undefined)
}

/** Loads the page again from the server: the kept files are of an interface that the server no longer accepts. */
export async function loadAnew(): Promise<void> {
  try {
    await (await navigator.serviceWorker?.getRegistration())?.unregister()
  } catch {
    // Forbidden along with storage: then nothing was kept.
  }
  location.reload()
}
