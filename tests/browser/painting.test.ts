import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { differenceFromRemembered, rememberScreen, waitForPaint } from '#tests/support/board-pixels.ts'
import {
  openNewBoard,
  openBoardForTwo,
  joinByLink,
  waitUntilSaved,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt, type Place, clickAt, places, pointAt } from '#tests/support/canvas-point.ts'
import type { Person } from '#tests/support/person.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { cursorsOfOthers } from '#tests/support/visual-parts.ts'
import { waitForPeople, zoomOf } from '#tests/support/board-parts.ts'

test('after any movement and any change, the screen shows the same as a full repaint', async () => {
  const random = seededRandom(testSeed())
  const stage = await openStage()
  const flora = await openNewBoard(stage, { device: { colorScheme: 'light' } })
  const otto = await joinByLink(stage, flora.links.participant)
  const somewhere = () => ({ column: random.next() * 3.5 - 1.25, row: random.next() * 2.25 - 1 })
  const { page } = flora
  for (let round = 0; round < 4; round += 1) {
    await writeAt(flora, somewhere(), `Flora ${round}`)
    for (const key of ['ArrowLeft', 'ArrowDown']) await page.keyboard.press(key)
    if (random.chance(0.5)) await page.keyboard.press('Control+d')
    await writeAt(otto, somewhere(), `Otto ${round}`)
    await pointAt(flora, places.left)
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
  await rememberScreen(flora)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => differenceFromRemembered(flora)).toBeGreaterThan(alike)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect
    .poll(() => differenceFromRemembered(flora), { message: `seed ${random.seed}` })
    .toBeLessThanOrEqual(alike)
})

test('changes painted from afar leave nothing behind', async () => {
  const { flora, ana } = await openBoardForTwo()
  const { page } = flora
  await page.emulateMedia({ colorScheme: 'light' })
  for (let row = 0; row < 2; row += 1) {
    for (let column = 0; column < 4; column += 1) await writeAt(flora, cell(row, column), `${row} ${column}`)
  }
  await waitForItems(ana, '1 3')
  await clickAt(flora, cell(0, 0))
  await page.keyboard.down('Shift')
  await clickAt(flora, cell(0, 1))
  await page.keyboard.up('Shift')
  await page.keyboard.press('Control+g')
  await page.keyboard.press('Escape')
  await page.keyboard.down('Control')
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 120)
  await page.keyboard.up('Control')
  await expect.poll(() => percentOf(flora)).toBeLessThan(14)

  await page.keyboard.press('Control+a')
  for (const key of ['Shift+ArrowLeft', 'Shift+ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
  await waitForPaint(page)
  await page.keyboard.press('Escape')
  await clickAt(ana, cell(1, 3))
  for (const key of ['Shift+ArrowRight', 'ArrowUp', 'ArrowUp']) await ana.page.keyboard.press(key)
  await ana.page.keyboard.press('Escape')
  await leave(ana, flora)
  await rememberScreen(flora)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => differenceFromRemembered(flora)).toBeGreaterThan(alike)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => differenceFromRemembered(flora)).toBeLessThanOrEqual(alike)
})

/** Notes in two rows, a little apart. */
function cell(row: number, column: number): Place {
  return { column: 1.1 * column - 1.25, row: 1.1 * row - 0.5 }
}

/** Waits until the person's last change has arrived and their pointer is gone. */
async function leave(person: Person, watcher: Person): Promise<void> {
  await waitUntilSaved(person)
  await person.page.close()
  await waitForPeople(watcher, 1)
  await cursorsOfOthers(watcher).waitFor({ state: 'detached' })
}

/** Per cent, as it is shown. */
async function percentOf(person: Person): Promise<number> {
  return Number.parseInt(await zoomOf(person), 10)
}

/**
 * The largest difference of a colour that nobody sees, 0 to 255.
 * A pixel at the edge of a letter makes 8, a line in the wrong place some 50.
 */
const alike = 16
