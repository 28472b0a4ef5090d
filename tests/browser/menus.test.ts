import { spaced } from '#client/i18n/translate.ts'
import { fr as free } from '#client/panels/free/words.ts'
import { en as lineageEn, fr as lineageFr } from '#client/panels/lineage/words.ts'
import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { violationsOf } from '#tests/support/axe.ts'
import {
  closeDialog,
  openNewBoard,
  openBoardForTwo,
  joinByLink,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt, type Place, canvasPoint, places } from '#tests/support/canvas-point.ts'
import { canvas, editor, itemOf, itemsOf, selectionBar, waitForFocus } from '#tests/support/board-parts.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'

const note = places.left
/** Clear of the map, also while a drawer makes the canvas narrower. */
const paper = { column: 2, row: 1.25 }

test('a right click opens the menu of the paper, or the menu of the note under the pointer', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage, { language: 'fr' })
  const { page, words } = flora
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await writeAt(flora, note, 'Pourquoi nous')

  expect(await rightClick(flora, paper)).toEqual([
    words.contextMenu.noteHere,
    words.contextMenu.pasteHere,
    words.help.keys.all,
    words.host.fit,
  ])
  expect(await violationsOf(flora)).toEqual([])
  await choose(flora, words.contextMenu.noteHere)
  await editor(flora).waitFor()
  await waitForFocus(editor(flora))
  await page.keyboard.insertText('Pourquoi ici')
  await page.keyboard.press('Escape')
  await waitForItems(flora, 'Pourquoi ici')

  expect(await rightClick(flora, note)).toEqual([
    words.selection.edit,
    words.photo.add,
    words.selection.cluster,
    words.grouping.open,
    free.link,
    free.front,
    free.back,
    free.larger,
    free.smaller,
    words.selection.show,
    words.rights.lock,
    words.selection.duplicate,
    words.contextMenu.copy,
    words.host.remove,
  ])
  await choose(flora, words.contextMenu.copy)
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('Pourquoi nous')
  await rightClick(flora, { column: 0, row: 1.75 })
  await choose(flora, words.contextMenu.pasteHere)
  await itemOf(flora, 'Pourquoi nous').nth(1).waitFor({ state: 'attached' })

  await rightClick(flora, { column: 2, row: -0.75 })
  await choose(flora, words.help.keys.all)
  await selectionBar(flora)
    .getByText(sentencePattern(words.selection.count_other, { count: 3 }))
    .waitFor()
  await rightClick(flora, note)
  await choose(flora, words.host.remove)
  await expect.poll(() => itemsOf(flora)).toEqual([])
})

test('the top bar has three short menus, on a phone two, and the command palette has the same in groups', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page, words } = flora
  await expectItems(flora, words.menu.label, [
    words.find.heading,
    words.sorting.open,
    words.sorting.cloudOpen,
    words.bring.heading,
    words.menu.tidyAll,
    words.people.takePart,
    words.agendaEditor.give,
    words.rights.heading,
    words.share.projector,
    words.host.bring,
    words.export.open,
    words.history.heading,
    words.replay.open,
    words.menu.home,
    words.deletion.open,
  ])
  await expectItems(flora, words.menu.help, [words.help.open, words.commands.open])
  await expectItems(flora, words.menu.me, [words.people.me, lineageEn.ideas, words.devices.heading])

  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: words.commands.heading })
  const group = (name: string) => dialog.getByRole('list', { name, exact: true }).locator('.menu__words')
  const { groups } = words.commands
  await expect
    .poll(() => group(groups.work).allTextContents())
    .toEqual([
      words.people.takePart,
      words.agendaEditor.give,
      words.vote.heading,
      words.vote.open,
      words.writing.begin,
    ])
  expect(await group(groups.help).allTextContents()).toEqual([words.help.open])
  expect(await violationsOf(flora)).toEqual([])
  await page.keyboard.press('Escape')

  const link = flora.links.participant
  const bea = await joinByLink(stage, link, { name: 'Bea', device: phoneDevice, language: 'fr' })
  const { words: fr } = bea
  await expectItems(bea, fr.menu.label, [
    fr.find.heading,
    fr.sorting.open,
    fr.sorting.cloudOpen,
    fr.bring.heading,
    fr.vote.heading,
    fr.export.open,
    fr.replay.open,
    fr.menu.home,
  ])
  await expectItems(bea, fr.menu.me, [
    fr.people.me,
    spaced('fr', lineageFr).ideas,
    fr.devices.heading,
    fr.help.open,
    fr.commands.open,
  ])
  expect(await button(bea, fr.menu.help).count()).toBe(0)
})

test('a menu offers only the actions that its person may take', async () => {
  const { stage, flora, ana } = await openBoardForTwo()
  const vera = await joinByLink(stage, flora.links.viewer)
  await writeAt(flora, note, 'Agreed')
  for (const person of [ana, vera]) await waitForItems(person, 'Agreed')
  const { words } = ana
  expect(await rightClick(vera, paper)).toEqual([words.host.fit])

  await button(flora, words.writing.begin).click()
  await button(flora, words.writing.beginConfirm).click()
  // It takes a part of the screen as it opens.
  await ana.page.getByRole('complementary', { name: words.writing.yours }).waitFor()
  expect(await rightClick(ana, paper)).toContain(words.contextMenu.newPrivateNote)
  await choose(ana, words.contextMenu.newPrivateNote)
  await ana.page.getByRole('textbox', { name: sentencePattern(words.writing.draft, { number: 1 }) }).waitFor()
  await button(flora, words.writing.end).click()
  await ana.page.getByRole('complementary', { name: words.writing.yours }).waitFor({ state: 'detached' })

  await button(flora, words.menu.label).click()
  await flora.page.getByRole('menuitem', { name: words.rights.heading }).click()
  const board = flora.page.getByRole('group', { name: words.rights.board })
  await board.getByRole('radio', { name: words.rights.closed, exact: true }).check()
  await closeDialog(flora)
  await ana.page.getByText(words.rights.lockedForMe).waitFor()
  expect(await rightClick(ana, paper)).toEqual([words.help.keys.all, words.host.fit])
})

test('the menu of a note closes when another person deletes the note, and the clipboard stays as it was', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(flora, note, 'Soon gone')
  await waitForItems(ana, 'Soon gone')
  await rightClick(ana, note)
  await flora.page.keyboard.press('Delete')
  await ana.page.getByRole('menu').waitFor({ state: 'detached' })
  await expect.poll(() => itemsOf(ana)).toEqual([])
})

test('keys open the menu of the selection or of the paper, and the board has the keyboard afterwards', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page, words } = flora
  await writeAt(flora, note, 'First')
  await canvas(flora).focus()
  await page.keyboard.press('Shift+F10')
  await chosenItem(flora, words.selection.edit)
  await page.keyboard.press('End')
  await chosenItem(flora, words.host.remove)
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await waitForFocus(canvas(flora))

  await page.keyboard.press('Escape')
  await page.keyboard.press('ContextMenu')
  await chosenItem(flora, words.help.keys.note)
  await page.keyboard.press('Enter')
  await editor(flora).waitFor()
  await waitForFocus(editor(flora))
  await page.keyboard.insertText('Second')
  await page.keyboard.press('Escape')
  await waitForItems(flora, 'First', 'Second')
})

test('a long press on the paper opens its menu under the finger, and a tap beside closes it', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage, {
    device: { ...phoneDevice, viewport: { width: 1_024, height: 768 } },
  })
  const { page, words } = flora
  await longPress(flora, { column: 0, row: -0.25 })
  await page.getByRole('menu').waitFor()
  const elsewhere = await canvasPoint(flora, { column: -1.5, row: 1.75 })
  await page.touchscreen.tap(elsewhere.x, elsewhere.y)
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await longPress(flora, { column: 0, row: -0.25 })
  await page.getByRole('menuitem', { name: words.contextMenu.noteHere }).tap()
  await editor(flora).waitFor()
  await waitForFocus(editor(flora))
  await page.keyboard.insertText('By finger')
  await page.keyboard.press('Escape')
  await waitForItems(flora, 'By finger')
})

/** Opens a menu of the top bar, waits for its items and closes it. */
async function expectItems(person: Person, name: string, items: readonly string[]): Promise<void> {
  const menu = person.page.getByRole('menu')
  await button(person, name).click()
  await menu.waitFor()
  await expect.poll(() => menu.locator('.menu__words').allTextContents()).toEqual(items)
  // It takes the keyboard a moment after it is there.
  await person.page.locator('[role=menu]:focus-within').waitFor()
  await person.page.keyboard.press('Escape')
  await menu.waitFor({ state: 'detached' })
}

/** Opens the menu there and returns its items. */
async function rightClick(person: Person, place: Place): Promise<readonly string[]> {
  const { page } = person
  const { x, y } = await canvasPoint(person, place)
  await page.mouse.click(x, y, { button: 'right' })
  await page.getByRole('menu').waitFor()
  return page.getByRole('menu').getByRole('menuitem').locator('span').allTextContents()
}

async function choose({ page }: Person, name: string): Promise<void> {
  await page.getByRole('menuitem', { name }).click()
  await page.getByRole('menu').waitFor({ state: 'detached' })
}

async function chosenItem({ page }: Person, name: string): Promise<void> {
  await page.getByRole('menuitem', { name }).and(page.locator(':focus')).waitFor()
}

async function longPress(person: Person, place: Place): Promise<void> {
  const { page } = person
  const at = await canvasPoint(person, place)
  const hand = await page.context().newCDPSession(page)
  await hand.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
  await page.getByRole('menu').waitFor()
  await hand.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await hand.detach()
}
