import { expect, test } from 'vitest'
import { canvas, dialogOf, editor, itemOf, itemsOf, selectionBar } from '#tests/support/board-parts.ts'
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
  await selectionBar(flora).getByRole('button', { name: 'Arrow to…' }).click()
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

  // A reaction is on everybody's screen for a moment.
  await clickAt(ana, places.left)
  await selectionBar(ana).getByRole('button', { name: 'React', exact: true }).click()
  await ana.page.getByRole('button', { name: 'Good idea' }).click()
  await flora.page.locator('.canvas__reaction').waitFor()
  await flora.page.locator('.canvas__reaction').waitFor({ state: 'detached' })
})
