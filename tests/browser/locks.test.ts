import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { openBoardForTwo, waitUntilSaved, waitForItems } from '#tests/support/people.ts'
import { writeAt, clickAt, doubleClickAt, drag, places, pointAt } from '#tests/support/canvas-point.ts'
import { canvas, editor, itemsOf } from '#tests/support/board-parts.ts'
import { button, type Person, sentencePattern } from '#tests/support/person.ts'

const left = { column: -0.4, row: 0 }
const right = places.right
const outside = { column: 3.5, row: 1.25 }

/** Chooses in the dialog of what participants may do; the group is named by its legend. */
async function choose(person: Person, legend: string, option: string): Promise<void> {
  const { page, words } = person
  await button(person, words.menu.label).click()
  await page.getByRole('menuitem', { name: words.rights.heading }).click()
  const group = page.getByRole('group', { name: legend })
  await group.getByRole('radio', { name: option, exact: true }).check()
  expect(await violationsOf(person)).toEqual([])
  const dialog = page.getByRole('dialog', { name: words.rights.heading })
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

test('a locked note stays where it is, a locked board takes nothing, and both say why', async () => {
  const { flora, ana } = await openBoardForTwo()
  const { words } = ana
  await writeAt(ana, left, 'Hers')
  await writeAt(flora, right, 'Heading')
  await waitForItems(ana, 'Hers', 'Heading')

  await clickAt(flora, right)
  await flora.page.keyboard.press('Control+Shift+L')
  await waitForItems(flora, sentencePattern(words.board.lockedItem, { item: 'Heading' }))
  await waitForItems(ana, sentencePattern(words.board.lockedItem, { item: 'Heading' }))

  await pointAt(ana, right)
  await expect.poll(() => canvas(ana).getAttribute('title')).toBe(words.errors.locked)
  await drag(ana, right, { column: -1.5, row: 0 })
  await ana.page.getByText(words.errors.locked).first().waitFor()
  await doubleClickAt(ana, right)
  expect(await editor(ana).count()).toBe(0)
  await ana.page.keyboard.press('Delete')
  expect(await button(ana, words.rights.unlock).count()).toBe(0)
  expect(await violationsOf(ana)).toEqual([])
  // An unlocked note moves as before, and arrives after anything else that Ana may have sent.
  await drag(ana, left, outside)
  await expect.poll(() => itemsOf(flora)).toEqual(['Heading, locked', 'Hers'])

  // The facilitator's own lock holds for a slip of their hand, too; they are told to take it off first.
  await clickAt(flora, { column: outside.column, row: -0.75 })
  await drag(flora, right, { column: -1.5, row: 0 })
  await flora.page.getByText(words.notices.unlockFirst).first().waitFor()
  await pointAt(flora, right)
  await expect.poll(() => canvas(flora).getAttribute('title')).toBe(words.notices.unlockFirst)
  await doubleClickAt(flora, right)
  expect(await editor(flora).count()).toBe(0)
  await flora.page.keyboard.press('Delete')
  await expect.poll(() => itemsOf(ana)).toEqual(['Heading, locked', 'Hers'])

  await button(flora, words.rights.unlock).click()
  await waitForItems(ana, 'Heading')

  await choose(flora, words.rights.board, words.rights.closed)
  await ana.page.getByText(words.rights.lockedForMe).waitFor()
  await flora.page.getByText(words.rights.lockedForOthers).waitFor()
  expect(await button(ana, words.tools.note).count()).toBe(0)
  await doubleClickAt(ana, left)
  await ana.page.getByText(words.errors.board_locked).waitFor()
  await drag(ana, right, { column: -1.5, row: 1.25 })
  await ana.page.keyboard.press('Delete')
  expect(await editor(ana).count()).toBe(0)
  expect(await violationsOf(ana)).toEqual([])
  await writeAt(flora, left, 'Facilitators go on')
  await waitForItems(ana, 'Facilitators go on')
  await waitUntilSaved(ana)
  await expect.poll(() => itemsOf(flora)).toEqual(['Facilitators go on', 'Heading', 'Hers'])

  await choose(flora, words.rights.board, words.rights.open)
  await ana.page.getByText(words.rights.lockedForMe).waitFor({ state: 'detached' })
  await drag(ana, right, { column: -1.5, row: 0 })
  await expect.poll(() => itemsOf(flora)).toEqual(['Heading', 'Facilitators go on', 'Hers'])
})

test('with the right to own notes alone, others’ notes stay as they are, in French too', async () => {
  // Ana comes before there is anything to fit into the first view, so that both see the board at the same place.
  const { flora, ana } = await openBoardForTwo({ hers: { language: 'fr' }, anas: { language: 'fr' } })
  const { words } = flora
  await writeAt(flora, right, 'De Flora')
  await choose(flora, words.rights.move, words.rights.own)
  await choose(flora, words.rights.write, words.rights.own)
  await waitForItems(ana, 'De Flora')
  await writeAt(ana, left, 'Le mien')
  await drag(ana, right, { column: -1.5, row: 1.25 })
  await ana.page.getByText(words.errors.not_yours_to_move).waitFor()
  await doubleClickAt(ana, right)
  await ana.page.getByText(words.errors.not_yours_to_write).waitFor()
  expect(await editor(ana).count()).toBe(0)
  expect(await button(ana, words.host.tint).count()).toBe(0)

  await drag(ana, left, outside)
  await doubleClickAt(ana, outside)
  await editor(ana).waitFor()
  await ana.page.keyboard.insertText(' aussi')
  await ana.page.keyboard.press('Escape')
  await expect.poll(() => itemsOf(flora)).toEqual(['De Flora', 'Le mien aussi'])
  await waitUntilSaved(ana)
})
