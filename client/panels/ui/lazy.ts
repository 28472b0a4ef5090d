import { lazy as lazyOnce } from 'react'

/** Between two attempts to reach the server. Not measured. */
const lookMs = 2_000

/** Style sheets that could not be downloaded. */
const lostStyles = new Set<string>()

/**
 * A part that is downloaded when it is first shown, with the words that it imports. Without a connection it waits for
 * one, so that the page and the text on it stay. It fails only when a reachable server does not have it.
 */
export const lazy: typeof lazyOnce = (load) => lazyOnce(() => persistently(load))

/** A part beside the one that is being drawn. Its download begins after the next paint. */
export const lazyBeside: typeof lazyOnce = (load) =>
  lazyOnce(async () => {
    await painted()
    return persistently(load)
  })

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

/** Downloads a part, or fails. */
export function fetchPart<Part>(load: () => Promise<Part>): Promise<Part> {
  return withStyles(load)
}

/** Whose the lost styles are is not known, so that what they lack does not stop a part. */
async function withStyles<Part>(load: () => Promise<Part>): Promise<Part> {
  await Promise.allSettled([...lostStyles].map(fetchStyles))
  return load()
}

function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
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
  for (;;) {
    try {
      await fetch('/healthz', { cache: 'no-store' })
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, lookMs))
    }
  }
}
