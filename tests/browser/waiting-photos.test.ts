import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import {
  reopenAfterRestart,
  openNewBoard,
  openBoardForTwo,
  joinByLink,
  waitUntilSaved,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt, places } from '#tests/support/canvas-point.ts'
import { itemsOf, savingBadge } from '#tests/support/board-parts.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { chooseFiles, writeLocalFiles } from '#tests/support/local-files.ts'
import { plainPhoto } from '#tests/support/photo-uploads.ts'
import { spawnServer } from '#tests/support/server.ts'

async function aPicture(): Promise<string> {
  const [path = ''] = await writeLocalFiles({ 'wide.png': await plainPhoto('png', '#2a9d8f', 640, 360) })
  return path
}

/** How many pictures wait in this browser; undefined while nothing there is made for them. */
function waitingIn({ page }: Person): Promise<number | undefined> {
  return page.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.endsWith('-pictures'))
    if (found?.name === undefined) return undefined
    const { name } = found
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.addEventListener('success', () => resolve(opening.result))
      opening.addEventListener('error', () => reject(new Error('cannot be read')))
    })
    if (!db.objectStoreNames.contains('facts')) {
      db.close()
      return undefined
    }
    return new Promise<number>((resolve) => {
      const counting = db.transaction('bytes').objectStore('bytes').count()
      counting.addEventListener('success', () => {
        db.close()
        resolve(counting.result)
      })
    })
  })
}

/** Waits until the code for photos and messages has been downloaded, as it is soon after the board. */
async function isPrepared(person: Person): Promise<void> {
  const { page, words } = person
  await expect.poll(() => waitingIn(person)).toBe(0)
  await writeAt(person, places.middle, 'On second thoughts')
  await page.keyboard.press('Delete')
  await page.getByText(sentencePattern(words.notices.removed_one, { count: 1 })).waitFor()
}

const keptWords = ({ page, words }: Person) => page.getByText(words.notices.photosKept_one)

test('a photo chosen while the server is gone survives closing the page, and arrives later', async () => {
  const stage = await openStage(await spawnServer())
  const path = await aPicture()
  const flora = await openNewBoard(stage)
  const link = flora.links.participant
  await isPrepared(flora)

  await stage.server.end('SIGKILL')
  await savingBadge(flora, 'offline').waitFor()
  await chooseFiles(flora, button(flora, flora.words.host.addPhotos), [path])
  await keptWords(flora).waitFor()
  expect(await violationsOf(flora)).toEqual([])
  expect(await savingBadge(flora, 'offline').count()).toBe(1)

  const back = await reopenAfterRestart(stage, flora)
  await waitForItems(back, back.words.photo.bareItem)
  await waitUntilSaved(back)
  await expect.poll(() => waitingIn(back)).toBe(0)
  const ana = await joinByLink(stage, link, { name: 'Ana' })
  await waitForItems(ana, ana.words.photo.bareItem)
  expect(await itemsOf(ana)).toHaveLength(1)
})

test('a waiting photo goes with its board, with the session, or when its author removes it', async () => {
  const { flora, ana } = await openBoardForTwo()
  const path = await aPicture()
  for (const person of [flora, ana]) {
    await person.page.context().route('**/photos', (route) => route.abort())
    await isPrepared(person)
    await chooseFiles(person, button(person, person.words.host.addPhotos), [path])
    await keptWords(person).waitFor()
    await savingBadge(person, 'saving').waitFor()
  }
  await button(ana, ana.words.notices.photosLeaveOut_one).click()
  await keptWords(ana).waitFor({ state: 'detached' })
  await waitUntilSaved(ana)
  await expect.poll(() => waitingIn(ana)).toBe(0)
  await chooseFiles(ana, button(ana, ana.words.host.addPhotos), [path])
  await expect.poll(() => waitingIn(ana)).toBe(1)

  await button(flora, flora.words.share.button).click()
  await button(flora, flora.words.share.revokeLink.participant).click()
  await button(flora, flora.words.share.revokeConfirm).click()
  await savingBadge(ana, 'revoked').waitFor()
  await expect.poll(() => waitingIn(ana)).toBeUndefined()

  const { origin } = new URL(flora.page.url())
  await flora.page.goto(origin)
  await expect.poll(() => waitingIn(flora)).toBe(1)
  await button(flora, sentencePattern(flora.words.home.forget)).click()
  await button(flora, flora.words.home.forgetConfirm).click()
  await expect.poll(() => waitingIn(flora)).toBeUndefined()
})

test('a browser that stores nothing says so about photos, and they arrive when the server is back', async () => {
  const stage = await openStage()
  const path = await aPicture()
  const flora = await openNewBoard(stage)
  // As in some private windows.
  await flora.page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  await flora.page.context().route('**/photos', (route) => route.abort())
  await flora.page.reload()
  await waitUntilSaved(flora)
  await chooseFiles(flora, button(flora, flora.words.host.addPhotos), [path])
  await flora.page.getByText(flora.words.notices.photosUnkept_one).waitFor()
  await flora.page.context().unroute('**/photos')
  await waitForItems(flora, flora.words.photo.bareItem)
  await waitUntilSaved(flora)
})
