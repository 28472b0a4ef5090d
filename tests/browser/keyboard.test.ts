import type { Locator } from 'playwright-core'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { tabTo } from '#tests/support/keyboard.ts'
import {
  closeDialog,
  createBoardOnHomePage,
  openNewBoard,
  openBrowser,
  waitUntilEntered,
  waitUntilSaved,
  waitForItems,
  beginBlank,
} from '#tests/support/people.ts'
import { writeAt, places } from '#tests/support/canvas-point.ts'
import {
  canvas,
  waitForFocus,
  dialogOf,
  editor,
  itemsOf,
  boardList,
  messages,
  peopleButton,
  roundBar,
  runCommand,
  selectedItems,
  selectionBar,
  writingBar,
} from '#tests/support/board-parts.ts'
import { button, type Person, sentencePattern } from '#tests/support/person.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { shownRanking } from '#tests/support/vote-dialogs.ts'

test('a person using only the keyboard creates a board, writes, groups and votes on notes, and downloads the result', async () => {
  const stage = await openStage()
  const person = await openBrowser(stage)
  const { page, words } = person
  const { keyboard } = page
  await page.goto(stage.url)
  await tabTo(person, new RegExp(words.home.blank, 'u'))
  await keyboard.press('Enter')
  await tabTo(person, words.home.boardTitle)
  await keyboard.type('Written with keys')
  await tabTo(person, new RegExp(words.home.takePart, 'u'))
  await keyboard.press('Space')
  await keyboard.press('Enter')
  await closeDialog(person)
  await waitUntilSaved(person)

  await canvas(person).waitFor()
  await tabTo(person, words.board.canvas)
  await keyboard.press('n')
  await editor(person).waitFor()
  await keyboard.type('First')
  await keyboard.press('Tab')
  await keyboard.type('Second')
  await keyboard.press('Control+Enter')
  await keyboard.type('Third')
  await keyboard.press('Escape')
  await waitForItems(person, 'First', 'Second', 'Third')

  await keyboard.press('Control+a')
  await keyboard.press('Control+g')
  await editor(person).waitFor()
  await keyboard.type('Together')
  await keyboard.press('Enter')
  await waitForItems(person, sentencePattern(words.board.clusterItem_other, { title: 'Together', count: 3 }))
  expect(await itemsOf(person)).toHaveLength(4)

  await tabTo(person, words.vote.heading)
  await keyboard.press('Enter')
  await drawerHasKeyboard(person)
  await tabTo(person, words.vote.open)
  await keyboard.press('Enter')
  await dialogOf({ page }).waitFor()
  await tabTo(person, words.vote.title)
  await keyboard.type('Which first?')
  await tabTo(person, new RegExp(`^${words.vote.secret}`))
  await keyboard.press('ArrowDown')
  await tabTo(person, words.vote.start)
  await keyboard.press('Enter')
  await dialogOf({ page }).waitFor({ state: 'detached' })

  await tabTo(person, words.board.canvas)
  await keyboard.press('Tab')
  const votable = sentencePattern(words.board.votableItem, { item: 'Second' })
  await waitForItems(person, votable)
  while (!votable.test((await selectedItems(person).textContent()) ?? '')) {
    await keyboard.press('Tab')
  }
  await keyboard.press('+')
  await waitForItems(person, sentencePattern(words.board.votedItem, { item: 'Second', count: 1 }))
  await page.getByText(words.progress.answeredAll).first().waitFor()

  await keyboard.press('Escape')
  await tabTo(person, words.vote.close)
  await keyboard.press('Enter')
  await page.getByRole('alertdialog').waitFor()
  await tabTo(person, words.vote.closeConfirm)
  await keyboard.press('Enter')
  expect(await shownRanking(person)).toEqual([{ rank: 1, label: 'Second', dots: 1 }])

  await tabTo(person, words.menu.label, 'Shift+Tab')
  await keyboard.press('Enter')
  const menu = page.getByRole('menu')
  await menu.getByRole('menuitem').first().and(page.locator(':focus')).waitFor()
  const exporting = menu.getByRole('menuitem', { name: words.export.open })
  while (!(await exporting.evaluate((entry) => entry === document.activeElement))) {
    await keyboard.press('ArrowDown')
  }
  await keyboard.press('Enter')
  await dialogOf({ page }).waitFor()
  const downloading = page.waitForEvent('download')
  await tabTo(person, words.export.start)
  await keyboard.press('Enter')
  const download = await downloading
  const { pages } = await readPdf(await readFile(await download.path()))
  const text = pages.join('\n')
  for (const word of ['First', 'Second', 'Third', 'Together']) expect(text).toContain(word)
})

test('a note moves to a group in three presses, without dragging', async () => {
  const stage = await openStage()
  const person = await createBoardOnHomePage(stage)
  const { page, words } = person
  const { keyboard } = page
  await writeAt(person, places.left, 'Apple')
  await keyboard.press('Control+a')
  await keyboard.press('Control+g')
  await editor(person).waitFor()
  await keyboard.type('Fruit')
  await keyboard.press('Escape')
  await writeAt(person, places.right, 'Pear')
  await waitForItems(person, 'Pear')
  await keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: words.grouping.heading_one })
  const fruit = dialog.getByRole('button', { name: /^Fruit/ })
  // The colour beside its name is the group's own.
  const [sand, sky] = await fruit.locator('[data-tint="sand"]').evaluate((swatch) => {
    const shown = getComputedStyle(swatch).backgroundColor
    swatch.setAttribute('data-tint', 'sky')
    return [shown, getComputedStyle(swatch).backgroundColor]
  })
  expect(sky).not.toBe(sand)
  await waitForFocus(dialog.getByRole('textbox'))
  await keyboard.type('fru')
  await keyboard.press('Enter')
  await waitForItems(person, sentencePattern(words.board.clusterItem_other, { title: 'Fruit', count: 2 }))
  await messages(person)
    .getByText(sentencePattern(words.grouping.moved_one, { title: 'Fruit' }))
    .waitFor()
  // A message that goes while it has the focus leaves it on the board.
  await messages(person).getByRole('button').focus()
  await keyboard.press('Enter')
  await waitForFocus(canvas(person))
  await keyboard.press('Control+z')
  await waitForItems(person, sentencePattern(words.board.clusterItem_one, { title: 'Fruit', count: 1 }))
})

test('in the list of the board several notes are chosen, clusters are merged and one undo parts them', async () => {
  const stage = await openStage()
  const person = await openNewBoard(stage)
  const { page, words } = person
  const { keyboard } = page
  await tabTo(person, words.board.canvas)
  await keyboard.press('n')
  await editor(person).waitFor()
  for (const text of ['One', 'Two', 'Three', 'Four']) {
    await keyboard.type(text)
    await keyboard.press(text === 'Four' ? 'Escape' : 'Tab')
  }
  await waitForItems(person, 'One', 'Two', 'Three', 'Four')
  const group = async (keys: readonly string[], title: string) => {
    await boardList(person).focus()
    for (const key of keys) await keyboard.press(key)
    await keyboard.press('Control+g')
    await editor(person).waitFor()
    await keyboard.type(title)
    await keyboard.press('Enter')
  }
  const titled = (title: string, count: number) =>
    sentencePattern(words.board.clusterItem_other, { title, count })
  const down = 'Control+ArrowDown'

  await group(['Home', down, down, 'Space'], 'Odd')
  await waitForItems(person, titled('Odd', 2))
  // Two lay between them and made room, so that Four may come before it.
  const [odd, one, three, ...loose] = await itemsOf(person)
  expect([odd, one, three]).toEqual([expect.stringMatching(titled('Odd', 2)), 'One', 'Three'])
  expect(loose.toSorted()).toEqual(['Four', 'Two'])
  await group(['End', 'Shift+ArrowUp'], 'Even')
  await waitForItems(person, titled('Even', 2))
  // Groups come in reading order, so the first of them is the one that lies higher.
  const [first = ''] = await itemsOf(person)
  // A group that is there keeps its title: nothing is to be written.
  await boardList(person).focus()
  for (const key of ['Home', down, down, down, 'Control+Space', 'Control+g']) await keyboard.press(key)
  await waitForItems(person, titled(first.includes('Odd') ? 'Odd' : 'Even', 4))
  await keyboard.press('Control+z')
  await waitForItems(person, titled('Odd', 2), titled('Even', 2))
})

test('a page begins with the link to the board, and a closing dialog gives the keyboard to the board', async () => {
  const stage = await openStage()
  const person = await openNewBoard(stage)
  const { page, words } = person
  const { keyboard } = page
  await writeAt(person, places.left, 'One')
  await writeAt(person, places.right, 'Two')
  await waitUntilSaved(person)
  await page.reload()
  await waitUntilSaved(person)
  await waitUntilEntered(person)
  await keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(words.board.skipToBoard)
  const isOnBoard = () => canvas(person).evaluate((root) => root === document.activeElement)
  await keyboard.press('Enter')
  await expect.poll(isOnBoard).toBe(true)

  await keyboard.press('Tab')
  await tabTo(person, words.host.remove)
  await keyboard.press('Enter')
  await expect.poll(isOnBoard).toBe(true)

  // The message of it stands clear of the next selection's bar.
  await messages(person).first().waitFor()
  await keyboard.press('Tab')
  await selectionBar(person).waitFor()
  const edge = (part: Locator, side: 'top' | 'bottom') =>
    part.evaluate((box, at) => box.getBoundingClientRect()[at], side)
  await expect
    .poll(
      async () =>
        (await edge(selectionBar(person), 'top')) - (await edge(messages(person).first(), 'bottom')),
    )
    .toBeGreaterThan(0)

  await button(person, words.vote.heading).press('Enter')
  await drawerHasKeyboard(person)
  await button(person, words.common.close).press('Enter')
  await expect.poll(isOnBoard).toBe(true)
  await peopleButton(person).press('Enter')
  await drawerHasKeyboard(person)
  await button(person, words.common.close).press('Enter')
  await expect.poll(isOnBoard).toBe(true)

  for (const key of ['Escape', 'Enter']) {
    await button(person, 'Our purpose').press('Enter')
    await page.getByRole('textbox', { name: words.board.title }).press(key)
    await expect.poll(isOnBoard).toBe(true)
  }

  const search = page.getByRole('textbox', { name: words.find.heading })
  // The first of the menu is the search.
  await button(person, words.menu.label).press('Enter')
  await page.getByRole('menuitem').and(page.locator(':focus')).waitFor()
  await keyboard.press('Enter')
  await waitForFocus(search)
  await keyboard.type('o')
  await page.getByText(sentencePattern(words.find.position, { current: 1, total: 1 })).waitFor()
  await canvas(person).focus()
  await keyboard.press('Control+f')
  await waitForFocus(search)
  await keyboard.type('O')
  expect(await search.inputValue()).toBe('O')
  await button(person, words.find.next).press('Escape')
  await search.waitFor({ state: 'detached' })
  await expect.poll(isOnBoard).toBe(true)

  await runCommand(person, words.people.heading)
  const heading = page.getByRole('heading', { name: words.people.heading, exact: true })
  await expect.poll(() => heading.evaluate((title) => title === document.activeElement)).toBe(true)
  await keyboard.press('Escape')
  await heading.waitFor({ state: 'detached' })
  await expect.poll(isOnBoard).toBe(true)
})

test('a dialog that closes after an action leaves the keyboard on the board, or where it was opened', async () => {
  const stage = await openStage()
  const person = await createBoardOnHomePage(stage)
  const { page, words } = person
  const { keyboard } = page
  const isOnBoard = () => canvas(person).evaluate((root) => root === document.activeElement)
  const isOn = (name: string) =>
    button(person, name).evaluate((element) => element === document.activeElement)
  const inMenu = async (name: string) => {
    await button(person, words.menu.label).press('Enter')
    await page.getByRole('menuitem').and(page.locator(':focus')).waitFor()
    await page.getByRole('menuitem', { name, exact: true }).press('Enter')
  }
  const confirm = async (name: string) => {
    const question = page.getByRole('alertdialog')
    await question.getByRole('button', { name, exact: true }).press('Enter')
    await question.waitFor({ state: 'detached' })
  }
  // The links of the new board opened by themselves.
  await expect.poll(isOnBoard).toBe(true)
  await keyboard.press('n')
  await editor(person).waitFor()
  await keyboard.type('One')
  await keyboard.press('Escape')
  await waitForItems(person, 'One')

  await button(person, words.vote.heading).press('Enter')
  await drawerHasKeyboard(person)
  await button(person, words.vote.open).press('Enter')
  await button(person, words.vote.start).press('Enter')
  await dialogOf(person).waitFor({ state: 'detached' })
  await expect.poll(isOnBoard).toBe(true)
  await button(person, words.vote.close).press('Enter')
  await confirm(words.vote.closeConfirm)
  await roundBar(person).waitFor({ state: 'detached' })
  // The results are a drawer that a key has called, and have the keyboard like any other.
  const results = page.getByRole('heading', { name: words.vote.heading, exact: true })
  await expect.poll(() => results.evaluate((element) => element === document.activeElement)).toBe(true)
  await keyboard.press('Escape')
  await expect.poll(isOnBoard).toBe(true)

  await button(person, words.writing.begin).press('Enter')
  await confirm(words.writing.beginConfirm)
  await writingBar(person).waitFor()
  await expect.poll(isOnBoard).toBe(true)
  await button(person, words.writing.end).press('Enter')
  await writingBar(person).waitFor({ state: 'detached' })
  await expect.poll(isOnBoard).toBe(true)
  await button(person, words.writing.begin).press('Enter')
  await confirm(words.writing.beginConfirm)
  await button(person, words.writing.reveal).press('Enter')
  await confirm(words.writing.revealConfirm)
  await writingBar(person).waitFor({ state: 'detached' })
  await expect.poll(isOnBoard).toBe(true)

  await inMenu(words.export.open)
  const csv = dialogOf(person).getByRole('radio', { name: words.export.csv })
  await csv.check({ force: true })
  await csv.press('Enter')
  await button(person, words.export.again).waitFor()
  await expect
    .poll(() => dialogOf(person).evaluate((open) => open.contains(document.activeElement)))
    .toBe(true)
  await keyboard.press('Escape')
  await expect.poll(() => isOn(words.menu.label)).toBe(true)

  await inMenu(words.history.heading)
  await dialogOf(person)
    .getByRole('list', { name: words.history.list })
    .getByRole('button')
    .last()
    .press('Enter')
  await button(person, words.history.here).press('Enter')
  await confirm(words.history.here)
  await dialogOf(person).waitFor({ state: 'detached' })
  await expect.poll(() => isOn(words.menu.label)).toBe(true)

  await inMenu(words.deletion.open)
  await confirm(words.deletion.confirm)
  await page.getByRole('button', { name: words.home.blank }).waitFor()
  await waitForFocus(page.getByRole('main'))
})

test('a page that is never idle announces a new note', async () => {
  const stage = await openStage()
  const person = await openBrowser(stage)
  const { page, words } = person
  await page.addInitScript(() => {
    window.requestIdleCallback = (run, { timeout } = {}) => {
      const deadline = { didTimeout: true, timeRemaining: () => 0 }
      return timeout === undefined ? 0 : window.setTimeout(() => run(deadline), timeout)
    }
  })
  await page.goto(stage.url)
  await beginBlank(person)
  await page.getByLabel(words.home.boardTitle).fill('Busy')
  await button(person, words.home.create).click()
  await closeDialog(person)
  await waitUntilSaved(person)
  await writeAt(person, places.left, 'Heard of')
  await waitForItems(person, 'Heard of')
})

/** A drawer that a key has called takes the keyboard a frame after it has come. */
async function drawerHasKeyboard({ page }: Person): Promise<void> {
  await page.getByRole('complementary').getByRole('heading').and(page.locator(':focus')).waitFor()
}
