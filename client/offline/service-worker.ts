/**
 * The interface without the network: a page that is reloaded, or opened again, while the server is away still comes up, with
 * what the browser has kept of its board. Runs in a thread of its own that the browser starts when a page is asked for.
 */
import {
  addRoute,
  cleanupOutdatedCaches,
  matchPrecache,
  precache,
  type PrecacheEntry,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

/** All files of the interface, put in by the build. */
declare const INTERFACE_FILES: PrecacheEntry[]

/** How long a server that says nothing is waited for before its page comes from here (taste). */
const patienceMs = 4_000

precache(INTERFACE_FILES)
cleanupOutdatedCaches()
addRoute({ cleanURLs: false, directoryIndex: '' })
registerRoute(
  new NavigationRoute(({ request }) => pageFrom(request), { allowlist: [/^\/$/, /^\/join\/?$/, /^\/b\//] }),
)

/** The server's page where the server answers in time: it may be of a newer interface than what is kept. */
async function pageFrom(request: Request): Promise<Response> {
  const asked = fetch(request)
  const fresh = await Promise.race([asked.catch(() => undefined), patience()])
  // A proxy answers for a server that is away.
  if (fresh && fresh.status < 500) return fresh
  return (await matchPrecache('/index.html')) ?? asked
}

function patience(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, patienceMs))
}
