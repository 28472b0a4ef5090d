import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { CreatedSession } from '#shared/wire/http.ts'

/** The cost of one phase to the page. */
export interface PageCost {
  /** CPU of the longest task of the page's main thread, ms. */
  readonly longestMs: number
  /** Live objects afterwards, MB. */
  readonly heapMb: number
}

/** One page of the real product, in which a person opens one board after the other. */
export interface HostilePage {
  readonly page: Page
  /** Lets the page open this board: without loading its scripts again, or `anew`, with nothing in memory. */
  readonly open: (session: CreatedSession, how?: { readonly isNew: boolean }) => Promise<void>
  readonly leave: () => Promise<void>
  /** Runs a phase and waits until the page has nothing more to do. */
  readonly measured: (phase: () => Promise<void>) => Promise<PageCost>
  readonly close: () => Promise<void>
}

/** A page that is still busy after so long counts as frozen. Not measured. */
const frozenMs = 60_000

export async function openHostilePage(browser: Browser, address: string): Promise<HostilePage> {
  const context = await browser.newContext({
    viewport: { width: 1_440, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(frozenMs)
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.goto(address)
  const goTo = async (path: string): Promise<void> => {
    await page.evaluate((to) => {
      history.pushState(null, '', to)
      window.dispatchEvent(new PopStateEvent('popstate'))
    }, path)
  }
  return {
    page,
    open: async (session, { isNew } = { isNew: false }) => {
      const stored = { ...session, opened: 1 }
      await page.evaluate(
        (entry) => localStorage.setItem('boussole.sessions', JSON.stringify([entry])),
        stored,
      )
      if (isNew) await page.goto(`${address}/b/${session.board}`)
      else await goTo(`/b/${session.board}`)
      await page.locator('.canvas').waitFor()
    },
    leave: async () => {
      await goTo('/')
      await page.locator('.canvas').waitFor({ state: 'detached' })
    },
    measured: async (phase) => {
      await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] })
      await phase()
      await untilIdle(cdp)
      const tasks = mainThreadTasks(await browser.stopTracing())
      await cdp.send('HeapProfiler.collectGarbage')
      return {
        longestMs: tasks.reduce((longest, ms) => Math.max(longest, ms), 0),
        heapMb: (await metricOf(cdp, 'JSHeapUsedSize')) / 1e6,
      }
    },
    close: () => context.close(),
  }
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** CPU time of the thread, µs. */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** CPU time of each task of the page's main thread, ms. Helpers of Chromium have no such thread. */
function mainThreadTasks(trace: Buffer): readonly number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] }
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  return traceEvents
    .filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && mains.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1_000)
}

async function untilIdle(cdp: CDPSession): Promise<void> {
  const end = performance.now() + frozenMs
  let last = await metricOf(cdp, 'ThreadTime')
  for (let quiet = 0; quiet < 3 && performance.now() < end;) {
    await delay(150)
    const now = await metricOf(cdp, 'ThreadTime')
    quiet = now - last < 0.01 ? quiet + 1 : 0
    last = now
  }
}

async function metricOf(cdp: CDPSession, name: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
}
