import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { launchChromium, leanChromium } from './chromium.ts'
import { factTimeoutMs } from './time-limits.ts'
import { spawnLastingServer, spawnServer, type SpawnedServer } from './server.ts'

/** A real server with the built page, and a real browser with a separate storage for each person. */
export interface Stage {
  readonly server: SpawnedServer
  readonly url: string
  /** A page of somebody who has never been here, with a storage of their own. */
  readonly newPage: (options?: BrowserContextOptions) => Promise<Page>
  /** Another server at the same address and with the same data, in the place of one that the test has ended. */
  readonly restartServer: () => Promise<SpawnedServer>
}

/**
 * The browser and the server of all test files that one process runs.
 * Starting both costs as much as half a test; boards and storages are independent of one another.
 */
const lasting: { browser?: Promise<Browser>; server?: Promise<SpawnedServer> } = {}
// Vitest ends its processes this way; only an exit ends the browser and the server too.
process.once('SIGTERM', () => process.exit())

/**
 * Opens a stage that ends with the test, except the common browser and server.
 * A page's own errors fail the test, and a failed test leaves a picture of every page.
 * A test that kills or harms its server brings `own`.
 */
export async function openStage(own?: SpawnedServer): Promise<Stage> {
  const server = own ?? (await (lasting.server ??= spawnLastingServer()))
  const browser = await (lasting.browser ??= launchChromium(leanChromium))
  const contexts: BrowserContext[] = []
  const pages: Page[] = []
  const errors: string[] = []
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(pages, task.name)
    await Promise.all(contexts.map((context) => context.close()))
    if (!own && hasEnded(server)) {
      delete lasting.server
      throw new Error(`the common server ended in this test:\n${server.output()}`)
    }
    if (errors.length > 0) throw new Error(`a page reported:\n${errors.join('\n')}`)
  })
  return {
    server,
    url: server.url,
    newPage: async (options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1_440, height: 900 },
        locale: 'en-GB',
        reducedMotion: 'reduce',
        // The service worker stores all files for every person; tests of it allow it.
        serviceWorkers: 'block',
        ...options,
      })
      contexts.push(context)
      context.setDefaultTimeout(factTimeoutMs)
      context.on('page', findTextWhereItIsShown)
      // A browser keeps the times of 250 downloads, and forgets all after them.
      await context.addInitScript(() => performance.setResourceTimingBufferSize(2_000))
      const page = await context.newPage()
      pages.push(page)
      page.on('pageerror', (error) => errors.push(error.stack || `${error.name}: ${error.message}`))
      page.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) errors.push(message.text())
      })
      return page
    },
    restartServer: async () => {
      const { port } = new URL(server.url)
      return spawnServer({ dataDir: server.dataDir, env: { PORT: port } })
    },
  }
}

/** For some seconds the region for screen readers repeats a sentence of the page: `getByText` would find it twice. */
function findTextWhereItIsShown(page: Page): void {
  const find = page.getByText.bind(page)
  const shown = page.locator(':not([data-announcements], [data-announcements] *)')
  page.getByText = (...asked) => find(...asked).and(shown)
}

function hasEnded({ child }: SpawnedServer): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

async function picture(pages: readonly Page[], test: string): Promise<void> {
  const folder = join(import.meta.dirname, '..', '.artifacts')
  await mkdir(folder, { recursive: true })
  for (const [index, page] of pages.entries()) {
    if (page.isClosed()) continue
    const path = join(folder, `${test.replaceAll(/\W+/g, '-')}-${index + 1}.png`)
    // A page that hangs must not hide the failure it is part of.
    await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined)
  }
}
