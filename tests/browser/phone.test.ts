import { expect, test } from 'vitest'
import { tintColours } from '#shared/board/tint-colours.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import {
  createBoardOnHomePage,
  joinByLink,
  linkOf,
  waitUntilSaved,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt, canvasMiddle, clickAt, drag, places } from '#tests/support/canvas-point.ts'
import { dialogOf, roundBar } from '#tests/support/board-parts.ts'
import { button, sentencePattern } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { colourAt, isNearColour } from '#tests/support/board-pixels.ts'
import { closeVote, openVote, clickPlaceDot } from '#tests/support/vote-dialogs.ts'

/** The tint of a new note. */
const sun = rgbOf(tintColours.sun)

function rgbOf(hex: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
}

test('on a phone a person joins, writes and votes by touch', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  await writeAt(flora, places.left, 'From the laptop')
  const ana = await joinByLink(stage, await linkOf(flora, 'participant'), {
    name: 'Ana',
    device: phoneDevice,
  })
  const { page, words } = ana

  await page.getByRole('textbox', { name: words.phone.write }).tap()
  await page.keyboard.insertText('From the phone')
  await button(ana, words.phone.add).tap()
  await waitForItems(flora, 'From the phone')
  await page.getByText('From the laptop').waitFor()
  expect(await overflowOf()).toBe(0)
  expect(await violationsOf(ana)).toEqual([])

  await openVote(flora, { title: 'Which?', target: 'notes', isSecret: false })
  await button(ana, words.vote.list).tap()
  await clickPlaceDot(ana, 'From the phone')
  await flora.page
    .getByText(sentencePattern(words.vote.progress_one, { count: 1, eligible: 2 }))
    .first()
    .waitFor()
  expect(await overflowOf()).toBe(0)
  expect(await violationsOf(ana)).toEqual([])
  await closeVote(flora)

  /** How far the page can be moved sideways, pixels: nothing may stick out of a phone. */
  function overflowOf() {
    return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  }
})

test('on a touch screen two fingers zoom the board', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  await writeAt(flora, places.middle, 'A note')
  const tablet = { viewport: { width: 1_024, height: 768 }, hasTouch: true, isMobile: true }
  const ana = await joinByLink(stage, await linkOf(flora, 'participant'), { name: 'Ana', device: tablet })
  await waitForItems(ana, 'A note')
  const { page, words } = ana
  const zoom = page.getByRole('button', { name: sentencePattern(words.view.zoomReset) })
  const before = await zoom.textContent()
  const cdp = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        type === 'touchEnd'
          ? []
          : [
              { x: 500 - apart, y: 600, id: 1 },
              { x: 500 + apart, y: 600, id: 2 },
            ],
    })
  await touch('touchStart', 40)
  for (let apart = 50; apart <= 120; apart += 10) await touch('touchMove', apart)
  await touch('touchEnd', 0)
  await expect.poll(() => zoom.textContent()).not.toBe(before)
  expect(Number.parseInt((await zoom.textContent()) ?? '', 10)).toBeGreaterThan(
    Number.parseInt(before ?? '', 10),
  )
})

test('words typed on a phone are offered again when another person deletes their note', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  await writeAt(flora, places.left, 'From the laptop')
  const ana = await joinByLink(stage, await linkOf(flora, 'participant'), {
    name: 'Ana',
    device: phoneDevice,
  })
  const { page, words } = ana
  await page.getByRole('button', { name: /From the laptop/ }).tap()
  await page.getByRole('textbox', { name: words.phone.editing }).fill('From the laptop, and the phone')
  await clickAt(flora, places.left)
  await flora.page.keyboard.press('Delete')
  await page.getByText(words.notices.deletedByOther).waitFor()
  await button(ana, words.notices.putBackNotes_one).tap()
  await waitForItems(flora, 'From the laptop, and the phone')
})

test('a note opened from the list is shown where it is now, also after it was moved', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  await writeAt(flora, places.left, 'On the move')
  const ana = await joinByLink(stage, await linkOf(flora, 'participant'), {
    name: 'Ana',
    device: phoneDevice,
  })
  const { page, words } = ana
  await page.getByRole('button', { name: /On the move/ }).tap()
  await page.getByRole('textbox', { name: words.phone.editing }).waitFor()

  await drag(flora, places.left, { column: 3.5, row: 1.5 })
  await waitUntilSaved(flora)
  // Comes by the same way, and changes nothing in the list.
  await button(flora, 'Our purpose').click()
  await flora.page.getByRole('textbox', { name: words.board.title }).fill('Moved')
  await flora.page.keyboard.press('Enter')
  await page.getByText('Moved', { exact: true }).waitFor()

  await button(ana, words.phone.show).tap()
  // Below the words of a note in the middle of the screen.
  const isNoteInTheMiddle = async (): Promise<boolean> => {
    const { x, y } = await canvasMiddle(ana)
    return isNearColour(await colourAt(ana, { x, y: y + 30 }), sun)
  }
  await expect.poll(isNoteInTheMiddle).toBe(true)
})

test('on a phone held sideways no button lies under the notch or the lower edge', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  const sideways = { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true }
  const ana = await joinByLink(stage, await linkOf(flora, 'participant'), { name: 'Ana', device: sideways })
  const { page, words } = ana
  const cdp = await page.context().newCDPSession(page)
  const insets = { left: 47, right: 47, bottom: 21 }
  await cdp.send('Emulation.setSafeAreaInsetsOverride', { insets })
  await button(ana, words.host.zoomIn).waitFor()
  const hidden = () =>
    page.evaluate(
      ({ left, right, bottom }) =>
        [...document.querySelectorAll('button')]
          .filter((one) => one.offsetParent !== null)
          .filter((one) => {
            const box = one.getBoundingClientRect()
            return box.left < left || box.right > innerWidth - right || box.bottom > innerHeight - bottom
          })
          .map((one) => one.ariaLabel ?? one.textContent),
      insets,
    )
  await expect.poll(hidden).toEqual([])
  await page.keyboard.press('?')
  await dialogOf(ana).waitFor()
  await expect.poll(hidden).toEqual([])
})

test('on a phone held sideways every tool can be reached while a vote is open', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  await writeAt(flora, places.left, 'One')
  await writeAt(flora, places.right, 'Two')
  const sideways = { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true }
  const ana = await joinByLink(stage, await linkOf(flora, 'participant'), { name: 'Ana', device: sideways })
  await openVote(flora, {
    title: 'A question of some length, as it is asked of a whole team '.repeat(2),
    target: 'notes',
  })
  const rail = ana.page.getByRole('toolbar', { name: ana.words.host.tools })
  await roundBar(ana).waitFor()
  const board = await ana.page.getByRole('main').boundingBox()
  const box = await rail.boundingBox()
  expect(box && board && box.y >= board.y && box.y + box.height <= board.y + board.height).toBe(true)
  await button(ana, ana.words.common.redo).scrollIntoViewIfNeeded()
  await button(ana, ana.words.tools.select).tap()
})
