import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright-core'

export interface ScreenRect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The functions of a measured page in `window.bench`; notes are named by their number. */
export interface BenchApi {
  readonly isPainted: () => boolean
  readonly positions: () => readonly { readonly x: number; readonly y: number }[]
  readonly fit: () => void
  readonly zoomTo: (zoom: number) => void
  readonly zoom: () => number
  readonly centreOn: (index: number) => void
  readonly select: (indexes: readonly number[]) => void
  readonly rectOf: (index: number) => ScreenRect
  readonly textOf: (index: number) => string
  /** Others move so many notes a second, a frame's worth at a time, until `stop`. */
  readonly remoteMoves: (perSecond: number) => void
  readonly stop: () => void
}

declare global {
  interface Window {
    canvasBench?: BenchApi
    canvasFrames?: number
  }
}

export interface BenchPage {
  readonly page: Page
  readonly cdp: CDPSession
  /** CPU of the page's main thread so far, ms. */
  readonly cpuMs: () => Promise<number>
  /** Until it was fully painted. */
  readonly loadCpuMs: number
  readonly heapMb: () => Promise<number>
  readonly frames: () => Promise<number>
  readonly close: () => Promise<void>
}

/**
 * Opens a page and waits until it says it is fully painted. Nothing but this machine can be reached from it.
 * `adapter` is run first, for a page whose own harness has another form. `enter` is the way from the address to the board.
 */
export async function openBenchPage(
  browser: Browser,
  url: string,
  adapter?: () => void,
  enter?: (page: Page) => Promise<void>,
): Promise<BenchPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.route(
    (to) => to.hostname !== '127.0.0.1' && to.protocol.startsWith('http'),
    (route) => route.abort(),
  )
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  if (adapter) await page.addInitScript(adapter)
  await page.goto(url)
  await enter?.(page)
  await page.waitForFunction(() => window.canvasBench?.isPainted() === true, undefined, { timeout: 120_000 })
  const metric = async (name: string) => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    return metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  }
  const loadCpuMs = (await metric('ThreadTime')) * 1_000
  // A frame counter: every frame of the page asks for the next, so that frames that draw nothing are counted too.
  await page.evaluate(() => {
    window.canvasFrames = 0
    const next = () => {
      window.canvasFrames = (window.canvasFrames ?? 0) + 1
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  return {
    page,
    cdp,
    loadCpuMs,
    cpuMs: async () => (await metric('ThreadTime')) * 1_000,
    heapMb: async () => {
      await cdp.send('HeapProfiler.collectGarbage')
      return (await metric('JSHeapUsedSize')) / 1e6
    },
    frames: () => page.evaluate(() => window.canvasFrames ?? 0),
    close: () => context.close(),
  }
}

/** Waits until the main thread has been idle for a fifth of a second. */
export async function rest({ cpuMs }: BenchPage, limitMs = 30_000): Promise<void> {
  const end = performance.now() + limitMs
  let last = await cpuMs()
  while (performance.now() < end) {
    await delay(250)
    const now = await cpuMs()
    // The frame counter and these questions cost some milliseconds themselves.
    if (now - last < 25) return
    last = now
  }
}
