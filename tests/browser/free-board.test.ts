import { expect, test } from 'vitest'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import {
  canvas,
  dialogOf,
  editor,
  itemOf,
  itemsOf,
  runCommand,
  selectedItems,
  selectionBar,
} from '#tests/support/board-parts.ts'
import { canvasPoint, clickAt, places, writeAt } from '#tests/support/canvas-point.ts'
import { openBoardForTwo, waitForItems } from '#tests/support/people.ts'
import type { Person } from '#tests/support/person.ts'

/** The lines of the arrows on this screen. */
function arrows({ page }: Person) {
  return page.locator('.canvas__arrow')
}

test('on the free board people write without paper, draw arrows that follow, and make notes larger together', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(flora, places.left, 'Radio')
  await writeAt(flora, places.right, 'Map')
  const { page } = flora

  // Text, by its key and a click.
  await canvas(flora).press('Escape')
  await canvas(flora).press('x')
  await clickAt(flora, places.lowerMiddle)
  await editor(flora).waitFor()
  await page.keyboard.insertText('First the radio')
  await page.keyboard.press('Escape')
  await waitForItems(ana, 'First the radio')

  // An arrow, by dragging from note to note. Others see it, and hear of it in the list.
  await page.keyboard.press('Escape')
  await canvas(flora).press('a')
  const [from, to] = await Promise.all([canvasPoint(flora, places.left), canvasPoint(flora, places.right)])
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, from.y + 20, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 3 })
  await page.mouse.up()
  await arrows(ana).waitFor({ state: 'attached' })
  await itemOf(ana, /^Radio — .*Map$/u).waitFor({ state: 'attached' })
  const before = await arrows(ana).getAttribute('d')

  // It follows its note.
  await clickAt(flora, places.right)
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(() => arrows(ana).getAttribute('d')).not.toBe(before)

  // By a list, without a pointer: the arrow that is there goes.
  await clickAt(flora, places.left)
  await selectionBar(flora).getByRole('button', { name: 'Size and order' }).click()
  await selectionBar(flora).getByRole('button', { name: 'Arrow to…' }).click()
  expect(await violationsInBothThemes(flora)).toEqual([])
  await dialogOf(flora)
    .getByRole('option', { name: 'Map' })
    .or(dialogOf(flora).getByRole('button', { name: 'Map' }))
    .first()
    .click()
  await expect.poll(() => arrows(ana).count()).toBe(0)

  // Several notes grow together, and one press takes it back.
  await canvas(flora).press('Control+a')
  await canvas(flora).press('Control+Shift+ArrowUp')
  const corner = page.locator('.canvas__corner')
  await corner.waitFor()
  await canvas(flora).press('Control+z')
  await expect.poll(() => itemsOf(ana)).toHaveLength(3)

  // An area with a title around both: by dragging with its tool, with its notes by its title, and away again.
  await canvas(flora).press('Escape')
  await canvas(flora).press('r')
  const middle = await canvasPoint(flora, places.lowerMiddle)
  await page.mouse.move(from.x - 130, from.y - 130)
  await page.mouse.down()
  await page.mouse.move(middle.x, from.y, { steps: 3 })
  await page.mouse.move(to.x + 130, from.y + 130, { steps: 3 })
  await page.mouse.up()
  await dialogOf(flora).getByRole('textbox', { name: 'Title' }).fill('On the way')
  expect(await violationsInBothThemes(flora)).toEqual([])
  await page.keyboard.press('Enter')
  await dialogOf(flora).waitFor({ state: 'detached' })
  await ana.page.getByRole('treeitem', { name: /^On the way/u }).waitFor({ state: 'attached' })
  const taken = await canvasPoint(flora, places.left)
  const title = flora.page.locator('.canvas__area-title')
  await title.waitFor()
  const handle = await title.boundingBox()
  const grip = { x: (handle?.x ?? 0) + 20, y: (handle?.y ?? 0) + 10 }
  await page.mouse.move(grip.x, grip.y)
  await page.mouse.down()
  await page.mouse.move(grip.x + 60, grip.y + 30, { steps: 3 })
  await page.mouse.up()
  await expect.poll(async () => ((await title.boundingBox())?.x ?? 0) - (handle?.x ?? 0)).toBeCloseTo(60, 0)
  await page.mouse.click(taken.x + 60, taken.y + 30)
  await expect.poll(() => selectedItems(flora).allTextContents()).toEqual([expect.stringContaining('Radio')])
  await canvas(flora).press('Control+z')
  await expect.poll(async () => ((await title.boundingBox())?.x ?? 0) - (handle?.x ?? 0)).toBeCloseTo(0, 0)
  // One title is one step of undo.
  const named = ana.page.getByRole('treeitem', { name: /^On the way/u })
  await canvas(flora).press('Control+z')
  await named.waitFor({ state: 'detached' })
  await canvas(flora).press('Control+y')
  await named.waitFor({ state: 'attached' })

  // Another finger gives the move up, and moves nothing before.
  expect(handle?.width).toBeLessThan(200)
  const finger = { button: 0, isPrimary: true, pointerType: 'touch', clientX: grip.x, clientY: grip.y }
  await title.evaluate((element) => {
    element.setPointerCapture = () => undefined
  })
  await title.dispatchEvent('pointerdown', { ...finger, pointerId: 1 })
  await title.dispatchEvent('pointermove', { ...finger, pointerId: 1, clientX: grip.x + 200 })
  await title.dispatchEvent('pointermove', { ...finger, pointerId: 2, clientX: grip.x - 400 })
  const frame = page.locator('.canvas__marquee')
  await expect.poll(async () => (await frame.boundingBox())?.x).toBeCloseTo((handle?.x ?? 0) + 200, 0)
  await page.evaluate(() => window.dispatchEvent(new PointerEvent('pointerdown', { pointerId: 2 })))
  await frame.waitFor({ state: 'hidden' })
  await title.dispatchEvent('pointerup', { ...finger, pointerId: 1, clientX: grip.x + 200 })
  expect((await title.boundingBox())?.x).toBeCloseTo(handle?.x ?? 0, 0)

  // A note over the title is taken before the area.
  await page.keyboard.down('Control')
  for (const [start, end] of [
    [to, grip],
    [grip, { x: grip.x + 300, y: grip.y }],
  ] as const) {
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    await page.mouse.move(end.x, end.y, { steps: 3 })
    await page.mouse.up()
  }
  await page.keyboard.up('Control')
  await expect.poll(() => selectedItems(flora).allTextContents()).toEqual([expect.stringContaining('Map')])
  expect((await title.boundingBox())?.x).toBeCloseTo(handle?.x ?? 0, 0)

  await runCommand(flora, 'Areas of the board')
  await dialogOf(flora).waitFor()
  expect(await violationsInBothThemes(flora)).toEqual([])
  await dialogOf(flora)
    .getByRole('button', { name: /^On the way/u })
    .click()
  await dialogOf(flora).getByRole('button', { name: 'Take the area away' }).click()
  await title.waitFor({ state: 'detached' })
  await expect.poll(() => itemsOf(ana)).toHaveLength(3)

  // A reaction is on everybody's screen for a moment.
  await clickAt(ana, places.left)
  await selectionBar(ana).getByRole('button', { name: 'React', exact: true }).click()
  expect(await violationsInBothThemes(ana)).toEqual([])
  await ana.page.getByRole('button', { name: 'Good idea' }).click()
  await flora.page.locator('.canvas__reaction[data-sign=idea]').waitFor()
  await flora.page.locator('.canvas__reaction').waitFor({ state: 'detached' })
})
