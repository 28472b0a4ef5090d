/**
 * Shows the interface without the network: a page reloaded or opened while the server is away still appears, with the
 * browser's copy of its board. It runs in a thread that the browser starts when a page is requested.
 */
import {
  addRoute,
  cleanupOutdatedCaches,
  getCacheKeyForURL,
  matchPrecache,
  precache,
  type PrecacheEntry,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

/** All files of the interface, put in by the build. */
declare const INTERFACE_FILES: PrecacheEntry[]

/** Ends the wait for the pages of the version before. */
declare const skipWaiting: () => Promise<void>

/** After so long without an answer of the server, the kept page is shown. Not measured. */
const patienceMs = 4_000

/** The path under which the server is, with the last slash. It has no letter that means something else in a pattern. */
const base = new URL('.', location.href).pathname
/** A search belongs to the path here. One after the start page is for the server. */
const pages = new RegExp(`^${base}(?:$|join/?$|share/?(?:\\?full)?$|b/)`, 'u')

precache(INTERFACE_FILES)
cleanupOutdatedCaches()
addRoute({ cleanURLs: false, directoryIndex: '' })
registerRoute(new NavigationRoute(({ request }) => pageFrom(request), { allowlist: [pages] }))

/** Another app shares things by a form. It stays in this browser: no server ever sees it. */
registerRoute(
  ({ url }) => url.pathname === `${base}share`,
  async ({ request }) => {
    const isKept = await keepShared(await request.formData())
    return Response.redirect(`${base}share${isKept ? '' : '?full'}`, 303)
  },
  'POST',
)

/** Two questions of a page: that the person wants this version now, and whether a script is of this version. */
addEventListener('message', ({ data, ports }: MessageEvent<unknown>) => {
  if (data === 'take over') void skipWaiting()
  else if (typeof data === 'string') ports[0]?.postMessage(getCacheKeyForURL(data) !== undefined)
})

/** As many as a workshop has for one subject. Not measured. */
const mostPhotos = 20
/** A camera's picture. A larger file is left out. Not measured. */
const photoBytes = 10_000_000
/** Far more than a note takes. The rest of a longer text is cut off. Not measured. */
const mostLetters = 100_000
/** So many wait for their person. Any page can send such a form: one more is not taken, so that none pushes another out. */
const mostWaiting = 3

/**
 * The pages read it with shared-in.ts, which cannot be imported here: the worker is one script. Each is one entry, whose
 * name begins with its time. False when too many wait.
 */
async function keepShared(form: FormData): Promise<boolean> {
  const cache = await caches.open('boussole-shares')
  if ((await cache.keys()).length >= mostWaiting) return false
  const words = ['title', 'text', 'url'].flatMap((name) => {
    const part = form.get(name)
    return typeof part === 'string' && part.trim() !== '' ? [part.trim()] : []
  })
  const files = form.getAll('photos').filter((part) => part instanceof File && part.size > 0)
  const photos = files.filter((file) => file instanceof File && file.size <= photoBytes).slice(0, mostPhotos)
  const kept = new FormData()
  const text = [...new Set(words)].join('\n').slice(0, mostLetters)
  kept.set('facts', JSON.stringify({ text, left: files.length - photos.length }))
  for (const photo of photos) kept.append('photos', photo)
  await cache.put(`${base}share/${Date.now()}-${crypto.randomUUID()}`, new Response(kept))
  return true
}

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
