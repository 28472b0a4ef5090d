import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { benchPages } from './canvas/sites.ts'
import { figure, median, type Table } from '../support/figures.ts'
import { startBoussole } from './relay/subject.ts'

const notes = 10_000

/** Measures the download before a board is painted, and the time for 10,000 notes after it. */
export async function sizeBench(): Promise<Table> {
  const sites = await benchPages()
  const browser = await launchChromium()
  const subject = await startBoussole()
  try {
    const product = await scriptBytes(
      await browser.newPage(),
      async (page) => {
        await page.goto(subject.invitation())
        await page.getByRole('button', { name: 'Join the board' }).click()
        await page.waitForFunction(() => 'paintedAt' in window)
      },
      beforeThePaint,
    )
    const form = await bytesOfForm(subject.invitation())
    const peers: string[] = []
    for (const { url } of sites.slice(1)) {
      const bytes = await scriptBytes(await browser.newPage(), async (page) => {
        await page.goto(`${url}?n=1`)
        await page.waitForFunction(() => window.canvasBench?.isPainted() === true)
      })
      peers.push(figure(bytes / 1_000))
    }
    const paints: number[] = []
    for (let run = 0; run < 3; run += 1) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      await page.goto(`${sites[0]?.url}?n=${notes}`)
      await page.waitForFunction(() => 'bench' in window)
      paints.push(
        await page.evaluate(
          () => (window as unknown as { bench: { painted: Promise<number> } }).bench.painted,
        ),
      )
      await page.close()
    }
    return {
      title: 'Client',
      columns: ['', 'Boussole', 'tldraw 5.4', 'Excalidraw 0.18', 'to reach'],
      rows: [
        [
          'JavaScript before the first paint of the canvas, kB gzip',
          figure(product / 1_000),
          ...peers,
          '≤ 180',
        ],
        ['JavaScript before the join form, kB gzip', figure(form / 1_000), '', '', '≤ 16'],
        [
          `${notes.toLocaleString('en')} notes from document to full paint, ms`,
          figure(median(paints)),
          '',
          '',
          '≤ 500',
        ],
      ],
      note: 'Scripts that the browser asked for before the canvas was painted, from link to board, compressed at level 9; the paint is the time that passed, median of three.',
    }
  } finally {
    await browser.close()
    await subject.stop()
    for (const site of sites) site.close()
  }
}

/** The scripts that the document of the join form asks for at once. */
async function bytesOfForm(invitation: string): Promise<number> {
  const html = await (await fetch(invitation)).text()
  const tags = html.match(/<(?:script|link)\b[^>]*>/gu) ?? []
  const scripts = tags
    .filter((tag) => /^<script|rel="modulepreload"/u.test(tag) && !tag.includes('data-later'))
    .map((tag) => /(?:src|href)="([^"]+)"/u.exec(tag)?.[1])
  const sizes = await Promise.all(
    scripts.map(async (path) => {
      const script = await (await fetch(new URL(path ?? '', invitation))).arrayBuffer()
      return gzipSync(new Uint8Array(script), { level: 9 }).length
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** The addresses of the scripts that the page asked for before its canvas was painted. */
async function beforeThePaint(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { paintedAt } = window as unknown as { readonly paintedAt: number }
    return performance
      .getEntriesByType('resource')
      .filter(({ startTime }) => startTime < paintedAt)
      .map(({ name }) => name)
  })
}

/** Runs in the page, before its scripts. */
function noteThePaint(): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('canvas')) return
    observer.disconnect()
    // The frame in which it is painted ends before the second one begins.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => Object.assign(window, { paintedAt: performance.now() })),
    )
  })
  observer.observe(document, { childList: true, subtree: true })
}

/** `counted`: the scripts that count, of all that came during the visit. */
async function scriptBytes(
  page: Page,
  visit: (page: Page) => Promise<void>,
  counted?: (page: Page) => Promise<readonly string[]>,
): Promise<number> {
  const bodies = new Map<string, Promise<number>>()
  const count = (response: Response): void => {
    if (response.request().resourceType() !== 'script') return
    bodies.set(
      response.url(),
      response.body().then((body) => gzipSync(body, { level: 9 }).length),
    )
  }
  await page.addInitScript(noteThePaint)
  page.on('response', count)
  await visit(page)
  // Downloads after the paint are not counted.
  page.off('response', count)
  const wanted = counted ? new Set(await counted(page)) : undefined
  const sizes = await Promise.all(
    [...bodies].filter(([url]) => wanted?.has(url) ?? true).map(([, size]) => size),
  )
  await page.close()
  return sizes.reduce((sum, size) => sum + size, 0)
}
