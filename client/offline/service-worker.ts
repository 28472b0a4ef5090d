/**
 * Shows the interface without the network: a page reloaded or opened while the server is away still appears, with the
 * browser's copy of its board. It runs in a thread that the browser starts when a page is requested.
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

/** After so long without an answer of the server, the kept page is shown. Not measured. */
const patienceMs = 4_000

/** The path under which the server is, with the last slash. It has no letter that means something else in a pattern. */
const base = new URL('.', location.href).pathname
/** A search belongs to the path here. One after the start page is for the server. */
const pages = new RegExp(`^${base}(?:$|join/?$|b/)`, 'u')

precache(INTERFACE_FILES)
cleanupOutdatedCaches()
addRoute({ cleanURLs: false, directoryIndex: '' })
registerRoute(new NavigationRoute(({ request }) => pageFrom(request), { allowlist: [pages] }))

/** The server's page where the server answers in time: it may be of a newer interface than what is kept. */
async function pageFrom(request: Request): Promise<Response> {
  const asked = fetch(request)
  const fresh = await Promise.race([asked.catch(() => undefined), patience()])
  // A proxy answers for a server that is away.
  if (fresh && fresh.status < 500) return fresh
  return (await matchPrecache(documentAt(new URL(request.url).pathname))) ?? asked
}

/** The document that the server has at this address. */
function documentAt(path: string): string {
  return /^(?:b\/[^/]+|join)\/?$/u.test(path.slice(base.length)) ? 'join.html' : 'index.html'
}

function patience(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, patienceMs))
}
