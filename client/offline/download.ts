import { at } from '../model/basics/address.ts'

/** Between two attempts to reach the server. Not measured. */
const lookMs = 2_000

/** Style sheets that could not be downloaded. */
const lostStyles = new Set<string>()

/** Downloads something, and does not give up before the server has been there. */
export async function persistently<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await withStyles(load)
  } catch {
    // Cut off, most likely.
    await serverIsThere()
    return withStyles(load)
  }
}

/** The same for something that the next paint can do without. */
export async function afterPaint<Part>(load: () => Promise<Part>): Promise<Part> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  return persistently(load)
}

/** Downloads a part, or fails. */
export function fetchPart<Part>(load: () => Promise<Part>): Promise<Part> {
  return withStyles(load)
}

/** Whose the lost styles are is not known, so that what they lack does not stop a part. */
async function withStyles<Part>(load: () => Promise<Part>): Promise<Part> {
  await Promise.allSettled([...lostStyles].map(fetchStyles))
  return load()
}

/** The bundler asks for a style sheet once: one that did not come is asked for here, with the next part. */
export function startParts(): void {
  const note = ({ target }: Event) => {
    if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return
    lostStyles.add(target.href)
    target.remove()
  }
  window.addEventListener('error', note, { capture: true })
}

function fetchStyles(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = address
    link.addEventListener('load', () => {
      lostStyles.delete(address)
      resolve()
    })
    link.addEventListener('error', () => reject(new Error('a style sheet cannot be downloaded')))
    document.head.append(link)
  })
}

async function serverIsThere(): Promise<void> {
  while (!(await serverAnswers())) await new Promise((resolve) => setTimeout(resolve, lookMs))
}

/** Statuses with which a proxy answers for a server that is away. On a full disk the server itself does, with a code. */
const byProxy = [502, 503, 504]

/** True when the server itself answers. What cannot be downloaded then is not there: its interface is another one. */
export async function serverAnswers(): Promise<boolean> {
  try {
    const answer = await fetch(at('/healthz'), { cache: 'no-store' })
    return !byProxy.includes(answer.status) || 'code' in ((await answer.json()) as object)
  } catch {
    return false
  }
}

/**
 * Has the browser keep the interface, so that it opens without the network too. Browsers allow it on https and on the
 * computer itself; elsewhere, and where storage is forbidden, pages open only while the server is there.
 */
export function keepInterface(): void {
  // Readers of a page of the house have not come for the product.
  if (!import.meta.env.PROD || window.parent !== window || !('serviceWorker' in navigator)) return
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
