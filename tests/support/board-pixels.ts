import type { Page } from 'playwright-core'
import type { Rect } from '#shared/geometry/rect.ts'

declare global {
  interface Window {
    keptPicture?: Uint8ClampedArray
  }
}

/** Everything asked for so far has been painted. */
export async function waitForPaint(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}

/**
 * What the painted board shows, once at rest, in a rectangle of the canvas (CSS pixels, on a screen that has no finer ones): four
 * numbers a pixel.
 */
export async function boardPixels(page: Page, rect: Rect): Promise<readonly number[]> {
  await drawn(page, rect)
  return page.evaluate(() => [...(window.keptPicture ?? [])])
}

/** Remembers what the painted board shows on the whole screen. */
export async function rememberScreen(page: Page): Promise<void> {
  await drawn(page, wholeScreen(page))
}

/**
 * By how much the most different pixel is another than in the picture kept, 0 to 255. A letter that is drawn
 * again may differ by some: Chromium keeps the letters it has drawn, and not always the same ones.
 */
export async function differenceFromRemembered(page: Page): Promise<number> {
  const kept = await page.evaluateHandle(() => window.keptPicture)
  await drawn(page, wholeScreen(page))
  return page.evaluate((kept) => {
    const now = window.keptPicture
    const isComparable = kept && now?.length === kept.length
    if (kept) window.keptPicture = kept
    return isComparable
      ? now.reduce((most, value, at) => Math.max(most, Math.abs(value - (kept[at] ?? 0))), 0)
      : 255
  }, kept)
}

function wholeScreen(page: Page): Rect {
  return { x: 0, y: 0, ...(page.viewportSize() ?? { width: 0, height: 0 }) }
}

/** The tiles' pixels, put together as the screen does, in `keptPicture`. */
async function drawn(page: Page, rect: Rect): Promise<void> {
  await waitForPaint(page)
  await page.locator('.canvas__stage').waitFor({ state: 'hidden' })
  await page.evaluate(({ x, y, width, height }) => {
    const board = document.querySelector('.canvas')
    const picture = new OffscreenCanvas(width, height).getContext('2d')
    if (!board || !picture) throw new Error('no board is on screen')
    const corner = board.getBoundingClientRect()
    for (const tile of board.querySelectorAll<HTMLCanvasElement>('.canvas__plane canvas')) {
      if (getComputedStyle(tile).visibility === 'hidden') continue
      const at = tile.getBoundingClientRect()
      picture.drawImage(tile, at.x - corner.x - x, at.y - corner.y - y)
    }
    window.keptPicture = picture.getImageData(0, 0, width, height).data
  }, rect)
}
