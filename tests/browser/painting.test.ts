import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { differenceFromRemembered, rememberScreen, waitForPaint } from '#tests/support/board-pixels.ts'
import {
  createBoardOnHomePage,
  openBoardForTwo,
  joinByLink,
  linkOf,
  waitUntilSaved,
  waitForItems,
  writeAt,
  type Person,
} from '#tests/support/people.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

test('after any moving about and any change, the screen shows what painting everything anew shows', async () => {
  const random = seededRandom(testSeed())
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage, { device: { colorScheme: 'light' } })
  const otto = await joinByLink(stage, await linkOf(flora, 'participant'))
  const somewhere = () => ({ x: 250 + random.below(700), y: 150 + random.below(450) })
  const { page } = flora
  for (let round = 0; round < 4; round += 1) {
    await writeAt(flora, somewhere(), `Flora ${round}`)
    for (const key of ['ArrowLeft', 'ArrowDown']) await page.keyboard.press(key)
    if (random.chance(0.5)) await page.keyboard.press('Control+d')
    await writeAt(otto, somewhere(), `Otto ${round}`)
    await page.mouse.move(500, 350)
    for (let turn = 0; turn < 12; turn += 1)
      await page.mouse.wheel(random.below(401) - 200, random.below(301) - 150)
    if (random.chance(0.7)) {
      await page.keyboard.down('Control')
      await page.mouse.wheel(0, random.below(401) - 200)
      await page.keyboard.up('Control')
      await page.mouse.wheel(random.below(201) - 100, random.below(201) - 100)
    }
  }
  await waitForItems(flora, /Otto 3/)
  // So far away that the browser is not shown these tiles any more, and back.
  for (const way of [1, -1]) {
    for (let turn = 0; turn < 10; turn += 1) {
      await page.mouse.wheel(300 * way, 200 * way)
      await waitForPaint(page)
    }
  }
  await leave(otto, flora)
  await rememberScreen(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => differenceFromRemembered(page)).toBeGreaterThan(alike)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect
    .poll(() => differenceFromRemembered(page), { message: `seed ${random.seed}` })
    .toBeLessThanOrEqual(alike)
})

test('seen from afar, what was chosen, moved and grouped leaves nothing behind either', async () => {
  const { flora, ana } = await openBoardForTwo()
  const { page } = flora
  await page.emulateMedia({ colorScheme: 'light' })
  for (let row = 0; row < 2; row += 1) {
    for (let column = 0; column < 4; column += 1)
      await writeAt(flora, { x: 250 + 220 * column, y: 250 + 220 * row }, `${row} ${column}`)
  }
  await waitForItems(ana, '1 3')
  await page.mouse.click(250, 250)
  await page.keyboard.down('Shift')
  await page.mouse.click(470, 250)
  await page.keyboard.up('Shift')
  await page.keyboard.press('Control+g')
  await page.keyboard.press('Escape')
  await page.keyboard.down('Control')
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 120)
  await page.keyboard.up('Control')
  await expect.poll(() => zoomOf(page)).toBeLessThan(14)

  await page.keyboard.press('Control+a')
  for (const key of ['Shift+ArrowLeft', 'Shift+ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
  await waitForPaint(page)
  await page.keyboard.press('Escape')
  await ana.page.mouse.click(910, 470)
  for (const key of ['Shift+ArrowRight', 'ArrowUp', 'ArrowUp']) await ana.page.keyboard.press(key)
  await ana.page.keyboard.press('Escape')
  await leave(ana, flora)
  await rememberScreen(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => differenceFromRemembered(page)).toBeGreaterThan(alike)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => differenceFromRemembered(page)).toBeLessThanOrEqual(alike)
})

/** What they did last has come before; the pointer and the marks on notes go with them. */
async function leave(person: Person, { page }: Person): Promise<void> {
  await waitUntilSaved(person)
  await person.page.close()
  await page.locator('.people-strip .avatar').nth(1).waitFor({ state: 'detached' })
  await page.locator('.canvas__cursor').waitFor({ state: 'detached' })
}

/** Per cent, as it is shown. */
async function zoomOf(page: Page): Promise<number> {
  return Number.parseInt((await page.locator('.view-controls__percent').textContent()) ?? '', 10)
}

/** Nobody sees so small a difference of a colour, 0 to 255: a pixel at a letter's edge makes eight, a line in the wrong place some fifty. */
const alike = 16
