import { expect, test } from 'vitest'
import { openStage, type Stage } from '#tests/support/browser.ts'
import {
  openNewBoard,
  openBoardForTwo,
  waitForItems,
  waitForItemGone,
  waitUntilSaved,
} from '#tests/support/people.ts'
import { writeAt, clickAt, places } from '#tests/support/canvas-point.ts'
import { canvas, dialogOf, editor, itemsOf, boardList, peopleButton } from '#tests/support/board-parts.ts'
import { button, type Person } from '#tests/support/person.ts'

const press = ({ page }: Person, ...keys: readonly string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())

/** A facilitator with two notes in a group on one board, and a second board in another tab of the same browser. */
async function twoBoards(stage: Stage): Promise<{ first: Person; second: Person }> {
  const first = await openNewBoard(stage, { title: 'First' })
  await writeAt(first, places.left, 'Why, for whom')
  await writeAt(first, { column: 1.25, row: 0 }, 'Élan — “quoted” & <b>kept</b>')
  await canvas(first).focus()
  await press(first, 'Control+a', 'Control+g')
  await editor(first).waitFor()
  await first.page.keyboard.type('Reasons')
  await press(first, 'Enter')
  await waitForItems(first, /Reasons/)
  const page = await first.page.context().newPage()
  const second = { ...first, page }
  const board = await stage.server.createBoard({ title: 'Second' })
  await page.goto(board.links.facilitator)
  await button(second, second.words.join.enter).click()
  await waitUntilSaved(second)
  return { first, second }
}

test('a group is copied to another board with its title and notes, and cut from the first', async () => {
  const stage = await openStage()
  const { first, second } = await twoBoards(stage)
  await first.page.bringToFront()
  await press(first, 'Control+c')
  await second.page.bringToFront()
  await canvas(second).focus()
  await press(second, 'Control+v')
  await waitForItems(second, /Reasons/, 'Why, for whom', 'Élan — “quoted” & <b>kept</b>')
  expect(await itemsOf(second)).toHaveLength(3)
  await press(second, 'Control+z')
  await waitForItemGone(second, 'Why, for whom')

  await first.page.bringToFront()
  await press(first, 'Control+x')
  await waitForItemGone(first, 'Why, for whom')
  await second.page.bringToFront()
  await press(second, 'Control+v')
  await waitForItems(second, /Reasons/, 'Why, for whom')
})

test('rows of a spreadsheet become notes after a question, as one step of undo', async () => {
  const { flora, ana } = await openBoardForTwo()
  const { page, words } = flora
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.bringToFront()
  await page.evaluate(() =>
    navigator.clipboard.writeText('Calm\tAna\n"Two\nlines"\tBo\nÉté\t\nThe last one\tCy'),
  )
  await canvas(flora).focus()
  await press(flora, 'Control+v')
  await dialogOf({ page }).getByText(words.rows.ask_other.replace('{{count}}', '4')).waitFor()
  await dialogOf({ page }).and(page.locator(':focus-within')).waitFor()
  await page.keyboard.press('Enter')
  await waitForItems(ana, /^Calm/, /^Two/, /^Été/, /^The last one/)
  expect(await itemsOf(ana)).toHaveLength(4)

  await canvas(flora).focus()
  await press(flora, 'Control+z')
  await expect.poll(() => itemsOf(ana)).toEqual([])

  await page.evaluate(() => navigator.clipboard.writeText('  Only one line  '))
  await press(flora, 'Control+v')
  await waitForItems(ana, 'Only one line')
})

test('in the list of the board notes are copied, cut and pasted as on the board', async () => {
  const stage = await openStage()
  const person = await openNewBoard(stage)
  const list = boardList(person)
  await writeAt(person, places.left, 'Listed')
  await waitForItems(person, 'Listed')
  await list.focus()
  await press(person, 'Home', 'Control+c', 'Control+v')
  await expect.poll(() => itemsOf(person)).toEqual(['Listed', 'Listed'])
  await list.focus()
  await press(person, 'Home', 'Control+x')
  await expect.poll(() => itemsOf(person)).toEqual(['Listed'])
})

test('text selected outside the board is copied until the person presses the board', async () => {
  const stage = await openStage()
  const person = await openNewBoard(stage)
  const { page, words } = person
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await writeAt(person, places.left, 'Chosen')
  await waitForItems(person, 'Chosen')
  await peopleButton(person).click()
  const alone = page.getByText(words.people.alone)
  await alone.click({ clickCount: 3 })
  await press(person, 'Control+c')
  await expect.poll(copied).toContain(words.people.alone)
  await press(person, 'Control+x')
  await clickAt(person, places.left)
  await press(person, 'Control+c')
  await expect.poll(copied).toBe('Chosen')
  expect(await itemsOf(person)).toEqual(['Chosen'])
})
