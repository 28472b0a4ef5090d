import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * Lets a test pause the messages of one side, as on a slow line, from the page's next load on.
 * With `isMeant` only these messages are paused.
 */
export async function pausableMessages(
  page: Page,
  from: 'page' | 'server',
  isMeant: (message: string | Buffer) => boolean = () => true,
): Promise<{ readonly pause: () => void; readonly resume: () => Promise<void> }> {
  const held: (() => void)[] = []
  let isPaused = false
  await page.routeWebSocket(/\/ws\/[^/]+$/, (way) => {
    const server = way.connectToServer()
    const [source, target] = from === 'page' ? [way, server] : [server, way]
    source.onMessage((message) => {
      if (isPaused && isMeant(message)) held.push(() => target.send(message))
      else target.send(message)
    })
  })
  return {
    pause: () => {
      isPaused = true
    },
    resume: async () => {
      await expect.poll(() => held.length).toBeGreaterThan(0)
      isPaused = false
      for (const send of held.splice(0)) send()
    },
  }
}
