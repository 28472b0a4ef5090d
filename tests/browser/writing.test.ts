import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { pausableMessages } from '#tests/support/pausable-messages.ts'
import {
  openNewBoard,
  openBoardForTwo,
  waitForItems,
  waitForItemGone,
  waitUntilSaved,
} from '#tests/support/people.ts'
import { writeAt, clickAt, doubleClickAt, places } from '#tests/support/canvas-point.ts'
import { canvas, dialogOf, editor, itemsOf, boardList, waitForFocus } from '#tests/support/board-parts.ts'
import { button, type Person, sentencePattern } from '#tests/support/person.ts'

const at = places.left
const beside = places.right

async function write(person: Person, text: string): Promise<void> {
  await doubleClickAt(person, at)
  await editor(person).waitFor()
  await expect.poll(() => editor(person).inputValue()).toBe(text)
}

/** Types an unfinished word with an input method. */
async function compose(person: Person, text: string, whole: string): Promise<void> {
  const cdp = await person.page.context().newCDPSession(person.page)
  await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await expect.poll(() => editor(person).inputValue()).toBe(whole)
}

test('an unfinished word is offered with the note that another person deleted', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(ana, at, 'Written')
  await waitForItems(flora, 'Written')
  await write(ana, 'Written')
  await compose(ana, ' unfinished', 'Written unfinished')
  await clickAt(flora, at)
  await flora.page.keyboard.press('Delete')
  await ana.page.getByText(ana.words.notices.deletedByOther).waitFor()
  await button(ana, ana.words.notices.putBackNotes_one).click()
  await waitForItems(flora, 'Written unfinished')
})

test('a title with an unfinished word is offered as a note when another person dissolves its group', async () => {
  const { flora, ana } = await openBoardForTwo()
  const all = (person: Person, keys: string) =>
    canvas(person)
      .press('Control+a')
      .then(() => canvas(person).press(keys))
  await writeAt(ana, at, 'One')
  await writeAt(ana, beside, 'Two')
  await waitForItems(flora, 'One', 'Two')
  await all(ana, 'Control+g')
  await editor(ana).waitFor()
  await ana.page.keyboard.insertText('How we ')
  await compose(ana, 'work', 'How we work')
  await waitForItems(
    flora,
    sentencePattern(flora.words.board.clusterItem_other, { count: 2, title: 'How we' }),
  )
  await all(flora, 'Control+Shift+g')
  await ana.page.getByText(ana.words.notices.clusterGone).waitFor()
  await button(ana, ana.words.notices.titleAsNote).click()
  await waitForItems(flora, 'One', 'Two', 'How we work')
})

test('a person who loses the right to write is told why, and their unfinished word is offered to them', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(flora, at, 'Alpha one')
  await waitForItems(ana, 'Alpha one')
  await write(ana, 'Alpha one')
  await compose(ana, ' two', 'Alpha one two')
  const { page, words } = flora
  await button(flora, words.menu.label).click()
  await page.getByRole('menuitem', { name: words.rights.heading }).click()
  const group = page.getByRole('group', { name: words.rights.write })
  await group.getByRole('radio', { name: words.rights.own, exact: true }).check()
  await ana.page.getByText(words.errors.not_yours_to_write).waitFor()
  await editor(ana).waitFor({ state: 'detached' })
  await ana.page.getByText(words.notices.wordsUnsaved).waitFor()
  await button(ana, words.notices.putBackNotes_one).click()
  await waitForItems(flora, 'Alpha one', 'Alpha one two')
})

test('a note that its own writer takes back is not reported as deleted by another', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page, words } = flora
  await writeAt(flora, at, 'Once')
  await waitForItems(flora, 'Once')
  await page.keyboard.press('Control+d')
  await page.keyboard.press('Enter')
  await editor(flora).waitFor()
  await button(flora, words.common.undo).click()
  await editor(flora).waitFor({ state: 'detached' })
  await clickAt(flora, at)
  await page.keyboard.press('Delete')
  // Said after whatever was said of the first.
  await page.getByText(sentencePattern(words.notices.removed_one, { count: 1 })).waitFor()
  expect(await page.getByText(words.notices.deletedByOther).count()).toBe(0)
})

test('a note that came too late for the board is offered once, and not reported as deleted', async () => {
  const { flora, ana } = await openBoardForTwo()
  const { page, words } = ana
  const said = await pausableMessages(page, 'page')
  await page.reload()
  await waitUntilSaved(ana)
  said.pause()
  await writeAt(ana, beside, 'Elsewhere')
  await doubleClickAt(ana, at)
  await editor(ana).waitFor()
  await page.keyboard.insertText('Too late')
  await button(flora, words.writing.begin).click()
  await button(flora, words.writing.beginConfirm).click()
  await page.getByText(words.writing.meaning).waitFor({ state: 'attached' })
  await said.resume()
  await page.getByText(words.errors.writing_private).waitFor()
  await waitForItemGone(ana, 'Too late')
  expect(await page.getByText(words.notices.deletedByOther).count()).toBe(0)
  expect(await itemsOf(flora)).toEqual([])
})

test('during writing keys go to the text, wherever the focus is', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page, words } = flora
  const { keyboard } = page
  await writeAt(flora, at, 'Alpha')
  await waitForItems(flora, 'Alpha')
  await write(flora, 'Alpha')
  await keyboard.press('Control+f')
  await waitForFocus(page.getByRole('textbox', { name: words.find.heading }))
  await keyboard.press('Escape')
  await page.getByRole('search').waitFor({ state: 'detached' })
  await keyboard.type(' beta')
  await expect.poll(() => editor(flora).inputValue()).toBe('Alpha beta')

  const stray = () => editor(flora).evaluate((field) => field.blur())
  await stray()
  await keyboard.press('Backspace')
  await expect.poll(() => editor(flora).inputValue()).toBe('Alpha bet')
  await stray()
  await keyboard.press('Tab')
  await waitForFocus(editor(flora))
  await canvas(flora).focus()
  await waitForFocus(editor(flora))
  await boardList(flora).focus()
  await keyboard.press('Enter')
  await waitForFocus(editor(flora))
  await stray()
  await keyboard.press('Escape')
  await editor(flora).waitFor({ state: 'detached' })
  await waitForFocus(canvas(flora))
  await waitForItems(flora, 'Alpha bet')
})

test('the fading editor takes no click from the note', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  await writeAt(flora, at, 'Alpha')
  await write(flora, 'Alpha')
  const pressed = await editor(flora).evaluate((field) => {
    const { left, top } = field.getBoundingClientRect()
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
    const isThere = field.isConnected
    const under = document.elementFromPoint(left + 5, top + 5)
    return { isThere, isOnField: under === field, isOnCanvas: under?.closest('[role="group"]') != null }
  })
  expect(pressed).toEqual({ isThere: true, isOnField: false, isOnCanvas: true })
})

test('typing in a note outside the view brings the note into view, and the board does not scroll', async () => {
  const flora = await openNewBoard(await openStage())
  const { page } = flora
  await doubleClickAt(flora, { column: 0, row: 1.25 })
  await editor(flora).waitFor()
  for (let turn = 0; turn < 10; turn += 1) await page.mouse.wheel(-150, -150)
  await expect.poll(async () => (await editor(flora).boundingBox())?.y).toBeGreaterThan(1_500)
  await page.keyboard.type('In sight')
  await expect.poll(async () => (await editor(flora).boundingBox())?.y).toBeLessThan(900)
  await page.keyboard.press('Escape')
  await editor(flora).waitFor({ state: 'detached' })
  expect(await canvas(flora).evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop])).toEqual([0, 0])
})

test('a note begun from the commands has the focus at once, wherever it was before', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page, words } = flora
  const { keyboard } = page
  const begin = async (text: string) => {
    await keyboard.press('Control+k')
    await page.getByRole('textbox', { name: words.commands.placeholder }).fill(words.tools.note)
    await keyboard.press('Enter')
    await dialogOf({ page }).waitFor({ state: 'detached' })
    await keyboard.type(text)
    await expect.poll(() => editor(flora).inputValue()).toBe(text)
    await keyboard.press('Escape')
    await editor(flora).waitFor({ state: 'detached' })
  }
  await begin('From nowhere')
  await canvas(flora).focus()
  await begin('From the board')
  await waitForItems(flora, 'From nowhere', 'From the board')
})
