import sharp from 'sharp'
import type { Page } from 'playwright-core'
import type { Rect } from '#shared/geometry/rect.ts'
import { canvas } from './board-parts.ts'
import type { Person } from './person.ts'
import { movingStage, tilesPlane } from './visual-parts.ts'

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
 * The painted board, once at rest, in a rectangle of the canvas: four numbers a pixel.
 * Its unit is the CSS pixel, on a screen that has no finer ones.
 */
export async function boardPixels(person: Person, rect: Rect): Promise<readonly number[]> {
  await collectTiles(person, rect)
  return person.page.evaluate(() => [...(window.keptPicture ?? [])])
}

/** Remembers what the painted board shows on the whole screen. */
export async function rememberScreen(person: Person): Promise<void> {
  await collectTiles(person, wholeScreen(person))
}

/**
 * By how much the most different pixel is another than in the picture kept, 0 to 255. A letter that is drawn
 * again may differ by some: Chromium keeps the letters it has drawn, and not always the same ones.
 */
export async function differenceFromRemembered(person: Person): Promise<number> {
  const { page } = person
  const kept = await page.evaluateHandle(() => window.keptPicture)
  await collectTiles(person, wholeScreen(person))
  return page.evaluate((kept) => {
    const now = window.keptPicture
    const isComparable = kept && now?.length === kept.length
    if (kept) window.keptPicture = kept
    return isComparable
      ? now.reduce((most, value, at) => Math.max(most, Math.abs(value - (kept[at] ?? 0))), 0)
      : 255
  }, kept)
}

function wholeScreen({ page }: Person): Rect {
  return { x: 0, y: 0, ...(page.viewportSize() ?? { width: 0, height: 0 }) }
}

/** Draws the tiles on one picture, as the screen does; its pixels are in `keptPicture`. */
async function collectTiles(person: Person, rect: Rect): Promise<void> {
  await waitForPaint(person.page)
  await movingStage(person).waitFor({ state: 'hidden' })
  const corner = await canvas(person).boundingBox()
  if (!corner) throw new Error('no board is on screen')
  const [left, top] = [corner.x + rect.x, corner.y + rect.y]
  await tilesPlane(person)
    .locator('canvas')
    .evaluateAll(
      (tiles, { left, top, width, height }) => {
        const picture = new OffscreenCanvas(width, height).getContext('2d')
        if (!picture) throw new Error('this browser draws on no canvas')
        for (const tile of tiles as HTMLCanvasElement[]) {
          if (getComputedStyle(tile).visibility === 'hidden') continue
          const at = tile.getBoundingClientRect()
          picture.drawImage(tile, at.x - left, at.y - top)
        }
        window.keptPicture = picture.getImageData(0, 0, width, height).data
      },
      { left, top, width: rect.width, height: rect.height },
    )
}

/** The colour at this point of the screen: red, green and blue. */
export async function colourAt(
  { page }: Person,
  { x, y }: { readonly x: number; readonly y: number },
): Promise<readonly number[]> {
  const seen = await page.screenshot({ clip: { x, y, width: 4, height: 4 } })
  const { data } = await sharp(seen).removeAlpha().resize(1, 1).raw().toBuffer({ resolveWithObject: true })
  return [...data]
}

/** JPEG moves colours a little. */
export function isNearColour(seen: readonly number[], wanted: readonly number[]): boolean {
  return wanted.every((value, index) => Math.abs(value - (seen[index] ?? 0)) <= 12)
}
