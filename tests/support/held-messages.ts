import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * What one side says of the board can be held back, as on a slow line, from the page's next load on. `isMeant`: only such messages;
 * all, unless it is given.
 */
export async function holdableMessages(
  page: Page,
  from: 'page' | 'server',
  isMeant: (message: string | Buffer) => boolean = () => true,
): Promise<{ readonly hold: () => void; readonly release: () => Promise<void> }> {
  const held: (() => void)[] = []
  let isHeld = false
  await page.routeWebSocket(/\/ws\/[^/]+$/, (way) => {
    const server = way.connectToServer()
    const [source, target] = from === 'page' ? [way, server] : [server, way]
    source.onMessage((message) => {
      if (isHeld && isMeant(message)) held.push(() => target.send(message))
      else target.send(message)
    })
  })
  return {
    hold: () => {
      isHeld = true
    },
    release: async () => {
      await expect.poll(() => held.length).toBeGreaterThan(0)
      isHeld = false
      for (const send of held.splice(0)) send()
    },
  }
}
