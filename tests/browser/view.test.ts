import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { intersects } from '#shared/geometry/rect.ts'
import { openStage } from '#tests/support/browser.ts'
import { openNewBoard, openBoardForTwo, waitForItems } from '#tests/support/people.ts'
import { clickAt, grabAt, places, pointAt, writeAt, writeAtPoint } from '#tests/support/canvas-point.ts'
import {
  canvas,
  drawer,
  peopleButton,
  selectionBar,
  waitForFocus,
  zoomOf,
} from '#tests/support/board-parts.ts'
import { button, sentencePattern } from '#tests/support/person.ts'
import { minimap, minimapFrame, selectionBox } from '#tests/support/visual-parts.ts'

test('a follower sees the view of the other person until they move their own view', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(flora, { column: -0.5, row: -0.25 }, 'One')
  await writeAt(flora, places.lowerRight, 'Two')
  await waitForItems(ana, 'One', 'Two')
  await peopleButton(ana).click()
  await button(ana, sentencePattern(ana.words.people.followPerson)).click()
  const stop = ana.page.getByRole('button', { name: ana.words.stopFollowing, exact: true })
  await stop.waitFor()
  // The drawer takes a part of the screen, in which all that the other sees would have to fit.
  await button(ana, ana.words.common.close).click()
  await drawer(ana, ana.words.people.heading).waitFor({ state: 'detached' })

  const out = flora.page.getByRole('button', { name: flora.words.host.zoomOut, exact: true })
  for (let press = 0; press < 3; press += 1) await out.click()
  await expect.poll(() => zoomOf(flora)).not.toBe('100 %')
  await expect.poll(async () => (await zoomOf(ana)) === (await zoomOf(flora))).toBe(true)

  await canvas(ana).hover()
  await ana.page.mouse.wheel(0, 200)
  await stop.waitFor({ state: 'detached' })
})

test('the map comes with what lies outside the screen, says which part it shows, and a press goes there', async () => {
  const flora = await openNewBoard(await openStage())
  const { page } = flora
  await writeAt(flora, { column: -1, row: -0.5 }, 'Upper left')
  await writeAt(flora, { column: 3, row: 2 }, 'Lower right')
  expect(await minimap(flora).count()).toBe(0)
  const zoomIn = page.getByRole('button', { name: flora.words.host.zoomIn, exact: true })
  for (let press = 0; press < 4; press += 1) await zoomIn.click()
  const map = await minimap(flora).boundingBox()
  if (!map) throw new Error('there is no map')
  /** The distance of the frame from the pressed point; the map may be painted a moment later. */
  const missedBy = async (at: number): Promise<number> => {
    const wanted = { x: map.x + map.width * at, y: map.y + map.height * at }
    await page.mouse.click(wanted.x, wanted.y)
    const frame = await minimapFrame(flora).boundingBox()
    if (!frame) return Number.NaN
    return Math.hypot(frame.x + frame.width / 2 - wanted.x, frame.y + frame.height / 2 - wanted.y)
  }
  for (const at of [0.3, 0.6]) await expect.poll(() => missedBy(at)).toBeLessThan(4)
})

test('the selection’s bar covers no button of the view, also where a drawer takes some of the room', async () => {
  const flora = await openNewBoard(await openStage())
  const { page, words } = flora
  await page.setViewportSize({ width: 1_180, height: 760 })
  await writeAt(flora, { column: -1, row: -0.5 }, 'Chosen')
  await clickAt(flora, { column: -1, row: -0.5 })
  await button(flora, words.vote.heading).click()
  await drawer(flora, words.vote.heading).waitFor()
  const isCovered = async () => {
    const bar = await selectionBar(flora).boundingBox()
    const row = await page.getByRole('toolbar', { name: words.host.view }).boundingBox()
    return bar && row && intersects(bar, row)
  }
  await expect.poll(isCovered).toBe(false)
})

test('the canvas beside the map takes notes as everywhere', async () => {
  const flora = await openNewBoard(await openStage())
  await writeAt(flora, { column: -1, row: -0.5 }, 'Elsewhere')
  await button(flora, flora.words.view.showMinimap).click()
  const map = await minimap(flora).boundingBox()
  if (!map) throw new Error('there is no map')
  await writeAtPoint(flora, { x: map.x - 20, y: map.y + 20 }, 'Beside')
  await waitForItems(flora, 'Beside')
})

test('several selected notes have one box, and a frame around the board only where Tab led', async () => {
  const flora = await openNewBoard(await openStage())
  const { page } = flora
  const frame = () => canvas(flora).evaluate((board) => getComputedStyle(board, '::after').content !== 'none')
  await writeAt(flora, places.left, 'One')
  await writeAt(flora, places.middle, 'Two')
  await page.keyboard.press('Escape')
  await waitForFocus(canvas(flora))
  expect(await frame()).toBe(false)

  await page.keyboard.press('Control+a')
  await selectionBox(flora).waitFor()
  await grabAt(flora, places.left)
  await pointAt(flora, places.lowerLeft)
  await selectionBox(flora).waitFor({ state: 'hidden' })
  await page.mouse.up()
  await selectionBox(flora).waitFor()
  await page.keyboard.press('Escape')
  await selectionBox(flora).waitFor({ state: 'hidden' })

  await page.getByRole('link', { name: flora.words.board.skipToBoard }).focus()
  for (let press = 0; press < 20 && !(await isFocused(canvas(flora))); press += 1)
    await page.keyboard.press('Tab')
  await expect.poll(frame).toBe(true)
  await clickAt(flora, places.right)
  await expect.poll(frame).toBe(false)
})

function isFocused(part: Locator): Promise<boolean> {
  return part.evaluate((element) => element === document.activeElement)
}
