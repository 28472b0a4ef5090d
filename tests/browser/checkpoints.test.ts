import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { openLedBoard } from '#tests/support/led-board.ts'
import { openStage } from '#tests/support/browser.ts'
import {
  closeDialog,
  openNewBoard,
  openBoardForTwo,
  waitUntilSaved,
  waitForItems,
  waitForItemGone,
} from '#tests/support/people.ts'
import { writeAt, clickAt, places } from '#tests/support/canvas-point.ts'
import { button, type Person } from '#tests/support/person.ts'

test('a facilitator makes a checkpoint, restores it for everybody, and undoes that', async () => {
  const { flora, ana } = await openBoardForTwo({ hers: { title: 'Why we exist' } })
  await writeAt(flora, places.left, 'Nobody waits a day')
  await writeAt(ana, places.right, 'Repair before we replace')
  await waitForItems(flora, 'Nobody waits a day', 'Repair before we replace')

  await openPoints(flora)
  await flora.page.getByText(flora.words.history.empty).waitFor()
  await button(flora, flora.words.history.keep).click()
  await pointsOf(flora).first().waitFor()
  expect(await violationsOf(flora), 'points to return to').toEqual([])
  await closeDialog(flora)

  await clickAt(flora, { column: 1, row: 2 })
  await flora.page.keyboard.press('Control+a')
  await flora.page.keyboard.press('Delete')
  await waitForItemGone(ana, 'Nobody waits a day')
  await writeAt(ana, places.lowerMiddle, 'Written since')
  await waitForItems(flora, 'Written since')
  await waitUntilSaved(ana)

  await openPoints(flora)
  await pointsOf(flora).first().click()
  const preview = flora.page.getByRole('region', { name: flora.words.history.preview })
  await preview.getByText('Repair before we replace').waitFor()
  expect(await violationsOf(flora), 'one point').toEqual([])
  await button(flora, flora.words.history.here).click()
  const question = flora.page.getByRole('alertdialog')
  await question.waitFor()
  expect(await violationsOf(flora), 'the question').toEqual([])
  await question.getByRole('button', { name: flora.words.history.here }).click()
  const [told = ''] = flora.words.history.restored.split('{{')
  const toast = flora.page.getByRole('dialog').filter({ hasText: told })
  // It stays for as long as the pointer is on it.
  await toast.hover()
  for (const person of [flora, ana]) {
    await waitForItems(person, 'Nobody waits a day', 'Repair before we replace')
    await waitForItemGone(person, 'Written since')
  }
  expect(await violationsOf(flora), 'the board taken back').toEqual([])

  await toast.getByRole('button', { name: flora.words.common.undo }).click()
  for (const person of [flora, ana]) {
    await waitForItems(person, 'Written since')
    await waitForItemGone(person, 'Nobody waits a day')
  }
  await flora.page.getByText(flora.words.history.undone).waitFor()
})

test('a copy opens as a new board with links of its own, in French too', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage, { title: 'Notre raison d’être', language: 'fr' })
  await writeAt(flora, places.left, 'Réparer avant de remplacer')
  await waitUntilSaved(flora)
  const { pathname } = new URL(flora.page.url())

  await openPoints(flora)
  await flora.page.getByText('Points de retour').first().waitFor()
  await button(flora, flora.words.history.keep).click()
  await pointsOf(flora).first().click()
  await button(flora, flora.words.history.copy).click()
  await flora.page.waitForURL((url) => url.pathname.startsWith('/b/') && url.pathname !== pathname)
  await closeDialog(flora)
  await waitForItems(flora, 'Réparer avant de remplacer')
})

test('a copy that is ready after its dialog was closed is offered and opens nothing by itself', async () => {
  const flora = await openNewBoard(await openStage())
  const { page, words } = flora
  await writeAt(flora, places.left, 'Repair before we replace')
  await waitUntilSaved(flora)
  const { pathname } = new URL(page.url())
  const asked = Promise.withResolvers<() => Promise<void>>()
  await page.route('**/restore', (route) => asked.resolve(() => route.continue()))

  await openPoints(flora)
  await button(flora, words.history.keep).click()
  await pointsOf(flora).first().click()
  await button(flora, words.history.copy).click()
  const answer = await asked.promise
  await closeDialog(flora)
  await answer()
  const offer = page.getByRole('dialog').getByRole('button', { name: words.history.openCopy })
  await offer.waitFor()
  expect(new URL(page.url()).pathname).toBe(pathname)
  await offer.click()
  await page.waitForURL((url) => url.pathname.startsWith('/b/') && url.pathname !== pathname)
  await closeDialog(flora)
  await waitForItems(flora, 'Repair before we replace')
})

test('participants are not offered the tools of facilitators', async () => {
  const { ana } = await openLedBoard()
  await button(ana, ana.words.menu.label).click()
  await ana.page.getByRole('menuitem', { name: ana.words.export.open }).waitFor()
  expect(await ana.page.getByRole('menuitem', { name: ana.words.history.heading }).count()).toBe(0)
})

async function openPoints(person: Person): Promise<void> {
  await button(person, person.words.menu.label).click()
  await person.page.getByRole('menuitem', { name: person.words.history.heading }).click()
  await person.page.getByRole('dialog', { name: person.words.history.heading }).waitFor()
}

function pointsOf({ page, words }: Person) {
  return page.getByRole('list', { name: words.history.list }).getByRole('button')
}
