import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { openLedBoard, untilTexts } from '#tests/support/led-board.ts'
import { openStage } from '#tests/support/browser.ts'
import {
  deviceLinkOf,
  openNewBoard,
  joinByLink,
  openBrowser,
  waitUntilSaved,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt, places } from '#tests/support/canvas-point.ts'
import {
  dialogOf,
  draftOf,
  peopleButton,
  savingBadge,
  topBar,
  waitForPeople,
} from '#tests/support/board-parts.ts'
import { button, type Person, sentencePattern } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { openVote, clickPlaceDot, waitForOwnDot } from '#tests/support/vote-dialogs.ts'

test('two devices of one person share drafts, dots and own notes, and the person is counted once', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  await writeAt(flora, places.left, 'First')
  await writeAt(flora, { column: 1.5, row: 0 }, 'Second')
  const ana = await joinByLink(stage, flora.links.participant, { name: 'Ana' })
  await waitForItems(ana, 'First', 'Second')
  const link = await deviceLinkOf(ana)
  expect(await violationsOf(ana), 'the dialog').toEqual([])

  // The secret is out of the address before anything is asked.
  const second = await openBrowser(stage, { device: phoneDevice })
  await second.page.goto(link)
  await second.page.getByText(sentencePattern(second.words.join.continueAs, { name: 'Ana' })).waitFor()
  await expect.poll(() => new URL(second.page.url()).hash).toBe('')
  await second.page.getByRole('heading', { name: 'Our purpose' }).waitFor()
  expect(await violationsOf(second), 'the page on the other device').toEqual([])
  await button(second, sentencePattern(second.words.join.continue, { name: 'Ana' })).tap()
  await waitUntilSaved(second)
  await ana.page.getByText(ana.words.devices.arrived).waitFor()
  await ana.page.keyboard.press('Escape')
  for (const person of [flora, ana, second]) await waitForPeople(person, 2)

  await button(flora, flora.words.writing.begin).click()
  await button(flora, flora.words.writing.beginConfirm).click()
  await ana.page.getByText(ana.words.writing.meaning).waitFor()
  await second.page.getByText(second.words.writing.meaning).waitFor()
  await second.page.getByRole('textbox', { name: second.words.phone.write }).tap()
  await second.page.keyboard.insertText('From the phone')
  await button(second, second.words.phone.add).tap()
  await draftOf(ana, 'From the phone').waitFor()
  await draftOf(ana, 'From the phone').getByRole('textbox').focus()
  await ana.page.keyboard.press('End')
  await ana.page.keyboard.insertText(' and the laptop')
  await draftOf(second, 'From the phone and the laptop').waitFor()
  await flora.page.getByText(flora.words.progress.wroteAll).waitFor()
  await button(flora, flora.words.writing.reveal).click()
  await button(flora, flora.words.writing.revealConfirm).click()
  await waitForItems(ana, 'From the phone and the laptop')

  await openVote(flora, { title: 'Which?', target: 'notes', budget: 2 })
  await button(ana, ana.words.vote.list).click()
  await button(second, second.words.vote.list).tap()
  await clickPlaceDot(ana, 'First')
  await waitForOwnDot(second, 'First')
  await clickPlaceDot(second, 'Second')
  await waitForOwnDot(ana, 'Second')
  for (const person of [ana, second]) {
    await person.page.getByText(sentencePattern(person.words.vote.remaining_other, { count: 0 })).waitFor()
  }
  await flora.page.getByText(flora.words.progress.answeredFew).first().waitFor()
})

test('a person may delete a note of their other device, and undo there restores it', async () => {
  const { stage, fay, ana } = await openLedBoard()
  await writeAt(ana, places.left, 'Written on the laptop')
  const second = await continueOn(await openBrowser(stage), await deviceLinkOf(ana))
  await waitForItems(second, 'Written on the laptop')
  await second.page.getByRole('tree', { name: second.words.board.items }).focus()
  await second.page.keyboard.press('Home')
  await second.page.keyboard.press('Delete')
  await untilTexts(fay)
  await second.page.keyboard.press('Control+z')
  await untilTexts(fay, 'Written on the laptop')
  await waitUntilSaved(second)
})

test('a device link works once, opens its own browser without a question, and a device can sign out another', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage, { language: 'fr' })
  const { words } = flora
  const link = await deviceLinkOf(flora)

  // Opened in the browser that it was made in, it only opens the board, and is not used up.
  const again = await flora.page.context().newPage()
  await again.goto(link)
  await topBar({ page: again, words }).waitFor()
  await again.close()
  const device = { ...phoneDevice, colorScheme: 'dark' } as const
  const second = await continueOn(await openBrowser(stage, { language: 'fr', device }), link)
  const late = await openBrowser(stage, { language: 'fr', device })
  await late.page.goto(link)
  await late.page.getByText(sentencePattern(words.join.usedHeading)).waitFor()
  expect(await violationsOf(late), 'a link that was used').toEqual([])

  // On the device that has used it, it opens the board.
  await second.page.goto(link)
  await waitUntilSaved(second)
  await peopleButton(second).tap()
  await button(second, words.devices.heading).tap()
  await dialogOf(second).getByText(sentencePattern(words.devices.this)).waitFor()
  expect(await violationsOf(second), 'the dialog on a phone, in French, in the dark').toEqual([])
  expect(
    await second.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ),
  ).toBe(0)

  await flora.page.getByText(sentencePattern(words.devices.arrived)).waitFor()
  await button(flora, sentencePattern(words.devices.signOutOf)).click()
  expect(await violationsOf(flora), 'the question').toEqual([])
  await flora.page
    .getByRole('alertdialog')
    .getByRole('button', { name: words.devices.signOut, exact: true })
    .click()
  await savingBadge(second, 'revoked').waitFor({ state: 'attached' })
  await flora.page.getByText(sentencePattern(words.devices.other)).waitFor({ state: 'detached' })
  await waitUntilSaved(flora)
})

test('a person who is somebody else in that browser may stay, and can return after switching', async () => {
  const { stage, board, ana } = await openLedBoard()
  const bo = await joinByLink(stage, board.links.participant, { name: 'Bo' })
  const { page, words } = bo
  const link = await deviceLinkOf(ana)
  await page.goto(link)
  await page.getByText(sentencePattern(words.join.otherHow, { name: 'Bo' })).waitFor()
  await button(bo, sentencePattern(words.join.stay, { name: 'Bo' })).click()
  await waitForPeople(bo, 3)
  await page.goto(stage.url)
  await page.goto(link)
  await button(bo, sentencePattern(words.join.continue, { name: 'Ana' })).click()
  await waitForPeople(bo, 2)
  await button(bo, words.menu.me).click()
  await page.getByRole('menuitem', { name: words.devices.heading }).click()
  await button(bo, sentencePattern(words.devices.goOnAs, { name: 'Bo' })).click()
  await waitForPeople(bo, 3)
})

/** Opens the device link as the same person. */
async function continueOn(person: Person, link: string): Promise<Person> {
  const { page, words } = person
  await page.goto(link)
  await button(person, sentencePattern(words.join.continue))
    .or(button(person, words.join.continueNameless))
    .click()
  await waitUntilSaved(person)
  return person
}
