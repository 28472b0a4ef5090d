import { expect, test } from 'vitest'
import { intersects } from '#shared/geometry/rect.ts'
import { openStage } from '#tests/support/browser.ts'
import {
  button,
  canvas,
  createBoardOnHomePage,
  openBoardForTwo,
  waitForItems,
  sentencePattern,
  writeAt,
  type Person,
} from '#tests/support/people.ts'

test('whoever follows somebody sees what they look at, until they look elsewhere themselves', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(flora, { x: 400, y: 300 }, 'One')
  await writeAt(flora, { x: 900, y: 600 }, 'Two')
  await waitForItems(ana, 'One', 'Two')
  await ana.page.locator('.people-strip').click()
  await button(ana, sentencePattern(ana.words.people.followPerson)).click()
  const stop = ana.page.getByRole('button', { name: ana.words.board.stopFollowing, exact: true })
  await stop.waitFor()
  // The drawer takes a part of the screen, in which all that the other sees would have to fit.
  await ana.page.locator('.drawer').getByRole('button', { name: ana.words.common.close, exact: true }).click()
  await ana.page.locator('.drawer').waitFor({ state: 'detached' })

  const out = flora.page.getByRole('button', { name: flora.words.view.zoomOut, exact: true })
  for (let press = 0; press < 3; press += 1) await out.click()
  const seen = await zoomOf(flora)
  expect(seen).not.toBe('100 %')
  await expect.poll(() => zoomOf(ana)).toBe(seen)

  await canvas(ana).hover()
  await ana.page.mouse.wheel(0, 200)
  await stop.waitFor({ state: 'detached' })
})

test('the map says which part of the board the screen shows; a press goes there', async () => {
  const flora = await createBoardOnHomePage(await openStage())
  const { page } = flora
  await writeAt(flora, { x: 300, y: 250 }, 'Upper left')
  await writeAt(flora, { x: 1_100, y: 750 }, 'Lower right')
  const zoomIn = page.getByRole('button', { name: flora.words.view.zoomIn, exact: true })
  for (let press = 0; press < 4; press += 1) await zoomIn.click()
  const map = await page.locator('.minimap').boundingBox()
  if (!map) throw new Error('there is no map')
  /** How far from where it is pressed the middle of the frame then is; the map itself may be painted a moment later. */
  const missedBy = async (at: number): Promise<number> => {
    const wanted = { x: map.x + map.width * at, y: map.y + map.height * at }
    await page.mouse.click(wanted.x, wanted.y)
    const frame = await page.locator('.minimap__view').boundingBox()
    if (!frame) return Number.NaN
    return Math.hypot(frame.x + frame.width / 2 - wanted.x, frame.y + frame.height / 2 - wanted.y)
  }
  for (const at of [0.3, 0.6]) await expect.poll(() => missedBy(at)).toBeLessThan(4)
})

test('the selection’s bar covers no button of the view, also where a drawer takes some of the room', async () => {
  const flora = await createBoardOnHomePage(await openStage())
  const { page, words } = flora
  await page.setViewportSize({ width: 1_180, height: 760 })
  await writeAt(flora, { x: 300, y: 250 }, 'Chosen')
  await page.mouse.click(300, 250)
  await button(flora, words.menu.rounds).click()
  await page.locator('.drawer').waitFor()
  const boxOf = (part: string) => page.locator(part).boundingBox()
  const [bar, row] = [await boxOf('.context-bar'), await boxOf('.view-controls__row')]
  expect(bar && row && intersects(bar, row)).toBe(false)
})

test('beside the map the paper is written on as anywhere', async () => {
  const flora = await createBoardOnHomePage(await openStage())
  await writeAt(flora, { x: 300, y: 250 }, 'Elsewhere')
  const map = await flora.page.locator('.minimap').boundingBox()
  if (!map) throw new Error('there is no map')
  await writeAt(flora, { x: map.x - 20, y: map.y + 20 }, 'Beside')
  await waitForItems(flora, 'Beside')
})

function zoomOf({ page }: Person): Promise<string | null> {
  return page.locator('.view-controls__percent').textContent()
}
