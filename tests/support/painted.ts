import type { Page } from 'playwright-core'
import type { Rect } from '#shared/geometry/rect.ts'

/**
 * What the painted board shows, once at rest, in a rectangle of the canvas (CSS pixels, on a screen that has no finer ones): four
 * numbers a pixel, or one number for all.
 */
export function paintedPixels(page: Page, rect: Rect): Promise<readonly number[]>
export function paintedPixels(page: Page, rect: Rect, isSummed: true): Promise<number>
export async function paintedPixels(
  page: Page,
  rect: Rect,
  isSummed = false,
): Promise<readonly number[] | number> {
  await page.locator('.canvas__stage').waitFor({ state: 'hidden' })
  return page.evaluate(
    ({ x, y, width, height, isSummed }) => {
      const board = document.querySelector('.canvas')
      const picture = new OffscreenCanvas(width, height).getContext('2d')
      if (!board || !picture) throw new Error('no board is on screen')
      const corner = board.getBoundingClientRect()
      for (const tile of board.querySelectorAll<HTMLCanvasElement>('.canvas__plane canvas')) {
        const at = tile.getBoundingClientRect()
        picture.drawImage(tile, at.x - corner.x - x, at.y - corner.y - y)
      }
      const { data } = picture.getImageData(0, 0, width, height)
      // FNV-1a.
      return isSummed
        ? data.reduce((sum, value) => Math.imul(sum ^ value, 16_777_619) >>> 0, 2_166_136_261)
        : [...data]
    },
    { ...rect, isSummed },
  )
}
