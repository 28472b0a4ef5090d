import { lazy as lazyOnce } from 'react'

/** Between two looks for the server (taste). */
const lookMs = 2_000

/**
 * A part that is downloaded when it is first shown. Without a connection it comes as soon as there is one again, instead
 * of taking the page and what is written on it down; only what a reachable server no longer has is a failure.
 */
export const lazy: typeof lazyOnce = (load) =>
  lazyOnce(async () => {
    try {
      return await load()
    } catch {
      // Cut off, most likely.
      await serverIsThere()
      return load()
    }
  })

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
