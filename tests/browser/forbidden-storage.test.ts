import { test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import {
  closeDialog,
  createBoardOnHomePage,
  openBrowser,
  waitUntilSaved,
  waitForItems,
  beginBlank,
} from '#tests/support/people.ts'
import { writeAt, places } from '#tests/support/canvas-point.ts'
import { forbidStorage } from '#tests/support/forbid-storage.ts'
import { button } from '#tests/support/person.ts'
import { fr } from '#tests/support/words.ts'

test('a browser that forbids all storage opens the page, creates a board and writes on it', async () => {
  const stage = await openStage()
  const flora = await openBrowser(stage)
  const { page, words } = flora
  await page.addInitScript(forbidStorage)
  await page.goto(stage.url)
  await page.getByLabel(words.theme.label).selectOption('dark')
  await page.getByLabel(words.language.label).selectOption('fr')
  await page.getByLabel(fr.language.label).selectOption('en')
  await beginBlank(flora)
  await page.getByLabel(words.home.boardTitle).fill('Unremembered')
  await button(flora, words.home.create).click()
  await closeDialog(flora)
  await writeAt(flora, { column: 0.5, row: 0.25 }, 'Written all the same')
  await waitUntilSaved(flora)
  await waitForItems(flora, 'Written all the same')
})

test('a browser whose storage is full lets the person join', async () => {
  const stage = await openStage()
  const flora = await openBrowser(stage)
  const { page, words } = flora
  await page.addInitScript(refuseToStore)
  const board = await stage.server.createBoard({ title: 'Full' })
  await page.goto(board.links.participant)
  await page.getByLabel(words.join.name).fill('Flora')
  await button(flora, words.join.enter).click()
  await waitUntilSaved(flora)
  await writeAt(flora, { column: 0.5, row: 0.25 }, 'Let in')
  await waitForItems(flora, 'Let in')
  await waitUntilSaved(flora)
})

test('a browser that deletes its stored copy while the page is open lets the person go on writing', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  await writeAt(flora, places.left, 'Before')
  await waitUntilSaved(flora)
  await flora.page.evaluate(async () => {
    const gone = (name = '') =>
      new Promise<void>((resolve) => {
        indexedDB.deleteDatabase(name).addEventListener('success', () => resolve())
      })
    for (const { name } of await indexedDB.databases()) await gone(name)
  })
  // An error of the page fails the test.
  await writeAt(flora, places.right, 'After')
  await waitUntilSaved(flora)
  await flora.page.reload()
  await waitForItems(flora, 'Before', 'After')
})

/** Runs in the page: as when nothing more goes in. */
function refuseToStore(): void {
  Storage.prototype.setItem = () => {
    throw new DOMException('Full.', 'QuotaExceededError')
  }
}
